// The menu "Course": its lessons in order, the start page, review, and presenting.
export function addCourseMenu(_app, _mainMenu, _Menu) {}
