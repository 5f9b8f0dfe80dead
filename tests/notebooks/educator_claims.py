"""The sentences of the educators' page, by the tests that prove them; test_educator_claims.py compares."""

from __future__ import annotations

ADVICE = "advice"
"""What asks or advises, and states nothing of the program."""
PRESENTING = "browser/test_presenting.py::"
STEPS = "browser/test_every_step.py::"
PHONES = "browser/test_phones.py::"
PRESENTATION = "classroom/presentation/test_presentation.py::"
SENTENCES = "classroom/test_educators_sentences.py::"
HANDOUT = "classroom/handouts/test_handout.py::"
RESULTS = "classroom/results/test_class_results.py::"
STATISTICS = "classroom/results/test_item_statistics.py::"
PANEL = "views/class_results/test_class_results_panel.py::"
KEYS = f"{PRESENTING}test_it_fills_the_screen_and_the_keys_of_a_clicker_lead_through"
ROUNDS = f"{PRESENTING}test_the_room_is_asked_discusses_and_sees_the_answer"
CLASS = f"{PHONES}test_a_class_answers_discusses_answers_again_and_sees_why"

# How each sentence begins, under the test that proves it.
PROVED = {
    "notebooks/test_notebook_guards.py::test_first_lines_say_how_to_start": """
        **To start:** wait
        The questions and pictures below come
        If they do not, open
        You do not need to read
    """,
    "notebooks/test_notebook_guards.py::test_medical_note_is_there": """
        **For learning only.
        This course is education
        Please talk with
        Most facts were read
        The list of sources marks
        Facts can change
    """,
    ADVICE: """
        After this page you can
        teach a lesson from
        hand out a lesson on
        add a question of your own and
        see what your class knows
        **Time:**
        This order works well
        Read the question aloud
        Give people a quiet
        Ask for a show of hands
        Let neighbors talk
        Guessing is welcome
        A wrong guess that is talked
        Count hands and not names
        Choose the address that the phones
        The phones must be on the same network
        Many guest and school networks
        Then open the hotspot
        Go to a question.
        Fill it in with any
        They give the file a name
        They give you the file
        You put all files
        Handing in a file
        Say what you will do
        Codes are safer
        You do not need to know who
        The copy that you hold
        Please do not use these tables
        Nobody watched who
        Ask, let people talk
        A number with few people
        **Next:** back to
    """,
    "browser/test_import_in_browser.py::test_a_file_is_chosen_read_and_saved_as_drafts_with_what_is_missing": """
        Questions of your own can come in, too.
        Choose your file and say which
        You read what came in and what is
        Then save the drafts and put them
    """,
    "exchange/test_drafts.py::test_drafts_are_questions_that_a_class_can_answer": """
        They can be used at once.
    """,
    "cli/test_exchange_commands.py::test_what_comes_in_is_listed_by_check": """
        `ibc-edu check` lists what each of them
        In a terminal, `ibc-edu import
    """,
    f"{PRESENTATION}test_steps_come_from_the_notebook": """
        Each lesson is its own set
        The slides and the sheet of text come
    """,
    "notebooks/test_notebook_guards.py::test_no_slip_of_the_hand_deletes_or_changes_a_lesson": """
        **In a notebook:** the lessons' text is protected
        To change one, choose
    """,
    f"{PRESENTATION}test_it_follows_the_notebook_that_is_open_and_what_is_saved_there": """
        On your own computer, what you change and save
        If you present from a copy
    """,
    "browser/test_lesson_educators.py::test_presenting_is_ready_and_what_is_missing_is_said_in_one_sentence": """
        Below is the lesson on staging
        Click **Present on the full screen**
        To show this page to other educators
    """,
    KEYS: """
        | Key | What it does
        | Space, Enter, Page Down
        | Page Up, arrows
        | Home, End
    """,
    ROUNDS: """
        | A, B, C and so on
        | T | at a question
        | R | at a question
        The bars grow as
        Press T to ask again, and count
        Now you see both rounds
        Press R to reveal the answer
        Every answer is explained
    """,
    f"{PHONES}test_it_is_readable_on_a_small_projector": """
        | Q | show or hide
    """,
    f"{PRESENTING}test_the_screen_turns_black_and_back": """
        | B or the period key
    """,
    f"{PRESENTING}test_escape_ends_it_and_the_notes_stay": """
        | Esc | leave
        Drag that tab to another
        **In a notebook:** to have the speaker notes
        Both views stay at the same
    """,
    f"{STEPS}test_a_key_means_one_thing_on_every_kind_of_step": """
        A clicker sends some
    """,
    f"{PRESENTING}test_a_new_class_finds_no_counts": """
        The menu **Countdown**
        **New class** clears
    """,
    f"{PRESENTATION}test_the_notes_of_a_question_hold_key_mixups_a_sentence_to_say_and_the_time": """
        At a question the notes hold
    """,
    f"{PRESENTATION}test_every_lesson_ends_with_a_folded_cell_that_presents_it": """
        Every lesson ends with a box
        To present one, open it
    """,
    f"{SENTENCES}test_each_command_of_the_page_is_understood": """
        Or type `ibc-edu present
        In a terminal, `ibc-edu record export
    """,
    f"{PRESENTATION}test_a_question_is_asked_without_its_key_until_revealed": """
        In a presentation, each question starts
    """,
    CLASS: """
        Phones can answer too
        In the box that presents the lesson
        The phones show it, and you see
        Press T to ask again after
        Each phone then shows what was right
        Giving a name is optional
        Click **Show the address on the screen**
        People scan the code
    """,
    "classroom/live/test_live_server.py::test_the_page_asks_nobody_else_for_anything": """
        Nobody needs an account
    """,
    "browser/test_phones_in_app.py::test_a_phone_answers_a_question_of_the_app_and_opens_nothing_else": """
        It works in JupyterLab and in the pages
    """,
    "classroom/live/test_live_server.py::test_an_address_of_its_own_serves_the_audience_and_nothing_else": """
        **The network must allow it.
    """,
    "classroom/live/test_live_behind_proxy.py::test_the_address_on_the_screen_is_that_of_the_proxy": """
        **At a school's server**
    """,
    "classroom/live/test_live_rooms.py::test_only_answers_given_after_the_switch_are_kept": """
        Nothing is kept unless you tick
    """,
    "web/classroom/audience.test.js::keeps what is half filled in when the same question is told again": """
        The phones are told so
    """,
    f"{SENTENCES}test_the_page_serves_every_way_to_install_it": """
        This needs the course on your own computer
        Open a terminal, go to
        **In a notebook:** you can open a terminal
        It opens in the folder with your lessons
        Where `ibc-edu` is not known there, type `../.venv
        If it does not know `ibc-edu`
        If you installed the course
        Name the folder in a terminal, as shown
        In the same terminal, go
    """,
    f"{SENTENCES}test_the_handout_is_a_worksheet_without_answers_and_a_key_with_reasons_and_sources": """
        One is the worksheet
        The other is the key
        The worksheet asks its questions
    """,
    f"{HANDOUT}test_the_command_writes_both_files": """
        You get two web pages
    """,
    f"{HANDOUT}test_questions_that_need_the_screen_stay_out_or_have_a_stem_for_paper": """
        Questions that need the screen
    """,
    f"{SENTENCES}test_each_option_of_the_handout_is_understood": """
        `--paper A4`
        `--questions 8`
    """,
    f"{HANDOUT}test_version_b_asks_the_same_in_another_order": """
        `--version B`
    """,
    f"{HANDOUT}test_sheets_hold_the_lesson_the_words_and_the_signs": """
        `--sheet text`
    """,
    f"{HANDOUT}test_without_a_browser_the_command_says_what_to_do": """
        `--pdf` makes PDF
    """,
    f"{SENTENCES}test_a_form_can_be_asked_for_and_names_its_slips": """
        Ask for a form to fill in
        `ibc-edu new-question
        It says what goes where
        For other kinds of question
        Type `ibc-edu check`
        It names the line
    """,
    "parts/find_ids/test_find_ids.py::test_what_questions_of_the_course_name_can_be_found": """
        A question names by ids
        So does a wrong answer
    """,
    "web/parts/find_ids.test.js::finds by all words that are typed, in text, place and id, and shows the id": """
        Type a word below, and
    """,
    "parts/find_ids/test_find_ids.py::test_all_that_a_question_may_rest_on_is_there_by_its_id": """
        Sentences that have become doubtful
    """,
    "browser/test_lesson_educators.py::test_a_sentence_is_found_by_a_word_and_its_id_is_copied": """
        **Copy** takes the id
    """,
    f"{SENTENCES}test_names_of_the_environment_are_those_that_are_read": """
        **macOS and Linux:
        `export IBC_EDU_QUESTIONS
        **Windows (PowerShell):
        `$env:IBC_EDU_QUESTIONS
        Your questions then stand
        Below you see them as
        After each change, reload
        What you answer here is not kept
        Name the folder in a terminal as in part 4
        Start the course there and open
        When you have new files
        Then `IBC_EDU_CLASS` is its address
    """,
    "browser/test_lesson_educators.py::test_the_simulated_class_says_so_and_opens_table_by_table": """
        This class is **simulated**
        A computer drew the answers
        Try this: open **Mix-ups
    """,
    "classroom/answers/test_merging.py::test_each_students_answers_count_under_their_code": """
        The road is the same
    """,
    f"{RESULTS}test_only_the_first_answer_to_each_question_counts": """
        Only the first answer
    """,
    f"{PANEL}test_each_number_has_its_interval_and_n_or_says_too_few": """
        Each share has a range
        The range says how far
        With too few people
    """,
    f"{PANEL}test_a_belief_says_whether_it_exceeds_guessing_and_what_contradicts_it": """
        A belief marked
    """,
    f"{STATISTICS}test_a_share_has_wilsons_interval": """
        For a share it is the one by Wilson
    """,
    f"{STATISTICS}test_item_rest_is_the_plain_correlation_with_the_others_mean": """
        **Discrimination** compares
    """,
    f"{STATISTICS}test_kr_20_matches_its_own_formula": """
        **Reliability** is
    """,
    f"{SENTENCES}test_numbers_of_the_page_are_those_that_are_used": """
        **Ranges** are 95%
        It is given from 30 people
        It is given from 50 people
        **Below 5%**
        That is said from 60
    """,
    f"{RESULTS}test_who_may_need_help_is_said_only_when_it_is_clear": """
        **May need help**
    """,
    "learner/test_record.py::test_nothing_is_written_before_consent": """
        It holds all their answers if
        Nothing is handed to you
        The course keeps nothing until
    """,
    "app/test_page_reports.py::test_each_kind_of_answer_is_told_once_in_letters": """
        A learning platform gets the answers
    """,
    "learner/school/test_school_database.py::test_an_educator_reads_the_classes_they_have_and_only_who_agreed": """
        At a school's server you can read
    """,
    "browser/test_scorm_in_browser.py::test_a_lesson_is_complete_when_its_questions_are_answered": """
        The lesson tells them so
    """,
    "app/test_lti_grades.py::test_a_server_that_stops_sends_the_grade_unless_nobody_launched": """
        If the school has switched on grades
    """,
    "parts/record/test_record_places.py::test_who_removes_answers_in_a_platform_is_told_what_stays": """
        What a learning platform got stays
    """,
    "classroom/answers/test_merging.py::test_the_same_answer_in_two_files_counts_once": """
        The same answer in two
    """,
    "classroom/answers/test_student_files.py::test_a_spreadsheet_with_semicolons_and_decimal_commas_is_read": """
        Files that a spreadsheet saved
    """,
    "classroom/answers/test_student_files.py::test_each_row_that_is_left_out_is_told_with_its_cure": """
        Each file or row that is left
    """,
    "cli/test_class_command.py::test_the_parts_buttons_send_each_file": """
        Buttons save the tables
    """,
    "cli/test_class_command.py::test_the_tables_and_what_was_left_out_go_to_one_file": """
        So does `ibc-edu class
    """,
    "classroom/answers/test_merging.py::test_a_shared_record_gives_everyones_answers": """
        A class may also share
    """,
    "parts/record/test_record_content.py::test_the_page_offers_a_copy_and_the_removal_of_what_was_answered": """
        Each student opens
    """,
    "learner/school/test_school_database.py::test_erasing_takes_ones_own_rows_and_agreement": """
        Students can delete
    """,
}
