"""Which deal each shipped buyer was written for."""

AT_HOME = {
    "cash_flow_worried": "services_60k",
    "dictator": "spare_parts",
    "contentious_client": "renewal_unanswered",
    "gatekeeper_cio": "gold_service",
    "price_first": "agency_project",
    "big_enterprise": "major_account",
}
"""The deal each of the shipped buyers was written for; others play over the coaching programme."""
