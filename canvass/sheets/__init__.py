"""The paper: sheet numbers, codes, page layout, PDF, preflight, and (with a campaign) runs and custody."""
