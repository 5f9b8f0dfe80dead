// Answers are called A, B, C, as on paper and in front of a class.

export const letter = (index) => String.fromCharCode(65 + index);
