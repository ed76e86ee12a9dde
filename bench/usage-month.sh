#!/usr/bin/env bash
# Two months of 50,000 sessions through the real site, by a clock that walks through them (tests/Recto.App.Tests/Features/Usage/Months, where CI runs them with a few hundred sessions): every report must say what a slow count of the script says that was
# written separately; and what was planted, articles that are read together above chance and articles that cite one file, must come out as lists beside them, and nothing else.
# SQLite, and PostgreSQL where RECTO_TEST_POSTGRES holds a connection string. Needs the shared folder beside the checkout (or RECTO_SHARED) for COUNTER's schemas. Usage: bench/usage-month.sh [sessions] [reports|lists]
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${RECTO_BENCH_BUILT:-}" ] || dotnet build tests/Recto.App.Tests -c Release -v q -nologo > /dev/null
months=Recto.App.Tests.Features.Usage.Months
case ${2:-both} in
  reports) classes=(-class "$months.MonthTests") ;;
  lists) classes=(-class "$months.PlantedMonthTests") ;;
  *) classes=(-class "$months.MonthTests" -class "$months.PlantedMonthTests") ;;
esac
RECTO_TEST_MONTH_SESSIONS=${1:-50000} artifacts/bin/Recto.App.Tests/release/Recto.App.Tests "${classes[@]}" -showLiveOutput
