# Harvests a repository whole, or what has changed, with HTTP::OAI: one record a line (identifier, datestamp, state, what its metadata begin with, the title), then what the repository says of itself.
# Usage: perl harvest.pl BASE-URL PREFIX [FROM [SET]]
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ':utf8';
my ($url, $prefix, $from, $set) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $url);
my $identity = $harvester->Identify;
die 'Identify: ' . $identity->message . "\n" if $identity->is_error;
my $date = $identity->responseDate; # Of the first answer: from then on the next harvest asks.

my $formats = $harvester->ListMetadataFormats;
die 'ListMetadataFormats: ' . $formats->message . "\n" if $formats->is_error;
my @formats = map { $_->metadataPrefix } $formats->metadataFormat;

my @sets;
my $sets = $harvester->ListSets(onRecord => sub { push @sets, $_[0]->setSpec });
die 'ListSets: ' . $sets->message . "\n" if $sets->is_error;

my %asked = (metadataPrefix => $prefix);
$asked{from} = $from if $from;
$asked{set} = $set if $set;
my $records = $harvester->ListRecords(%asked, onRecord => sub { # Without it, only the last page is given.
    my $record = shift;
    my $metadata = $record->is_deleted ? undef : $record->metadata->dom;
    my ($element) = $metadata ? grep { $_->nodeType == 1 } ($metadata->nodeType == 1 ? $metadata : $metadata->childNodes) : ();
    ($element) = grep { $_->nodeType == 1 } $element->childNodes if $element && $element->localname eq 'metadata';
    my $root = $element ? $element->nodeName : '-';
    my $title = '-';
    if ($element) {
        my ($named) = $element->findnodes('.//*[local-name() = "title" or local-name() = "article-title"]');
        $title = $named->textContent if $named;
        $title =~ s/\s+/ /g;
    }
    print join("\t", $record->identifier, $record->datestamp, $record->is_deleted ? 'deleted' : 'there', $root, $title), "\n";
});
my @errors = $records->errors;
die 'ListRecords: ' . $records->message . ' ' . join(' ', map { $_->code } @errors) . "\n" if $records->is_error && !(grep { $_->code eq 'noRecordsMatch' } @errors);
print join("\t", 'repository', $identity->repositoryName, $identity->adminEmail, $date, "@formats", "@sets"), "\n";
