"""What exists: vocabulary, typed model, lexicons. The ground floor: imports nothing of ours."""
