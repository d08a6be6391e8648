"""One file per page: controls, query, sentence, panel."""
