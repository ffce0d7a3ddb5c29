"""The rules of the job, tested as what they are: functions over values."""
