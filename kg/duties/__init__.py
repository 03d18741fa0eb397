"""Who has to do what: 任务分工表 and workload as sheets."""
