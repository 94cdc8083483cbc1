"""The rooms of the reviews: one a package of the register of evidence, each with its ``tidy``. Named here, loaded when an import needs
them.
"""

TIDY = {
    "attendance-and-grades": "pipeline.data.reviews.attendance_and_grades",
    "dropout-prevention": "pipeline.data.reviews.dropout_prevention",
    "interleaving": "pipeline.data.reviews.interleaving",
    "maths-anxiety": "pipeline.data.reviews.maths_anxiety",
    "phonics": "pipeline.data.reviews.phonics",
    "school-calendars": "pipeline.data.reviews.school_calendars",
    "targeted-reading-and-maths": "pipeline.data.reviews.targeted_reading_and_maths",
    "teacher-expectancy": "pipeline.data.reviews.teacher_expectancy",
    "teacher-pupil-relationships": "pipeline.data.reviews.teacher_pupil_relationships",
    "what-works-clearinghouse": "pipeline.data.reviews.what_works_clearinghouse",
    "writing-to-learn": "pipeline.data.reviews.writing_to_learn",
    "wwc-literacy": "pipeline.data.reviews.wwc_literacy",
    "wwc-maths": "pipeline.data.reviews.wwc_maths",
}
