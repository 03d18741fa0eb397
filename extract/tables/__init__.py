"""Tables of tasks and of goals: which columns they have and what their rows say."""
