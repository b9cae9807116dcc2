"""What stands in for AWS behind the SDK.

cloud        moto behind the SDK, with all of the following plugged in; start here
operations   what becomes of each operation that can be asked for: answered, kept by moto, or refused by name
searches     a search for hyperparameters, whose jobs really train
automl       an AutoML job, whose candidates are scikit-learn's and really train
series       several training jobs for one request, and the best of them
pipelines    executions of pipelines, whose steps are jobs; definitions reads what the SDK sent
processing   processing jobs, whose scripts really run
training_jobs, lists, tags   what is told of jobs that exist, and of no other; listing filters and sorts
jumpstart    the JumpStart hub's cards, written here, and the jobs that only AWS can run
workspaces   an account in which things were left on
surroundings the environment of a rehearsal, without anything of the reader's account
identities   who asks, and what the policies of the caller and of the role let them do
seeds        what lies in S3 before a rehearsal begins
logs         the lines of jobs, as CloudWatch tells them; objects: their large files, as S3 does
addresses    what AWS looks for at the S3 addresses of a job, before it and after
inside_s3    S3 and STS for boto3 inside a job
waiting      the SDK's pauses between two looks at a job, cut short
turns        moto answers one request at a time
ending       Ctrl-C and other ends: of the jobs, and of the launch file
once         nothing is done twice that gives the same result
"""
