"""The rooms: one a package, each with its ``tidy``. Named here, loaded when an import needs them."""

TIDY = {
    "absence": "pipeline.data.datasets.absence",
    "admissions": "pipeline.data.datasets.admissions",
    "areas": "pipeline.data.datasets.areas",
    "attainment": "pipeline.data.datasets.attainment",
    "characteristics": "pipeline.data.datasets.characteristics",
    "curriculum": "pipeline.data.datasets.curriculum",
    "destinations": "pipeline.data.datasets.destinations",
    "finance": "pipeline.data.datasets.finance",
    "inspections": "pipeline.data.datasets.inspections",
    "places": "pipeline.data.datasets.places",
    "schools": "pipeline.data.datasets.schools",
    "sixth_form": "pipeline.data.datasets.sixth_form",
    "sixth_form_places": "pipeline.data.datasets.sixth_form_places",
    "trust_results": "pipeline.data.datasets.trust_results",
    "trusts": "pipeline.data.datasets.trusts",
    "workforce": "pipeline.data.datasets.workforce",
}
