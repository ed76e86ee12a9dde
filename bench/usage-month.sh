#!/usr/bin/env bash
# A month of 50,000 sessions through the real site, by a clock that walks through it: every report must say what a slow count of the script says that was written separately (tests/Recto.App.Tests/Features/Usage/Months, where CI runs it with a few hundred sessions).
# SQLite, and PostgreSQL where RECTO_TEST_POSTGRES holds a connection string. Needs the shared folder beside the checkout (or RECTO_SHARED) for COUNTER's schemas. Usage: bench/usage-month.sh [sessions]
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${RECTO_BENCH_BUILT:-}" ] || dotnet build tests/Recto.App.Tests -c Release -v q -nologo > /dev/null
RECTO_TEST_MONTH_SESSIONS=${1:-50000} artifacts/bin/Recto.App.Tests/release/Recto.App.Tests -class Recto.App.Tests.Features.Usage.Months.MonthTests -showLiveOutput
