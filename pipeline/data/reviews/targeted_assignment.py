"""What was assigned to a programme or a comparison, in the many words of the review of targeted help, and in ours."""

ASSIGNMENTS = {
    "Individual": "pupil",
    "Indivivdual": "pupil",
    "Individual within strata": "pupil",
    "Individual/dyad": "pupil or pair",
    "Individual/family": "pupil or family",
    "Individual assignment, grouped treatment": "pupil, taught in groups",
    "Individual (grouped treatment in dyads)": "pupil, taught in groups",
    "Individual (grouped treatment in dyads from some students)": "pupil, taught in groups",
    "Classroom": "class",
    "Classrooms": "class",
    "Classroom/Individual": "class or pupil",
    "Teachers/Classrooms": "class",
    "Classroom/Teacher": "class",
    "Classroom/teacher": "class",
    "Teacher": "teacher",
    "School": "school",
    "grade by school": "year group",
    "Unclear": "unclear",
}
