using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Orders as rows of the database.</summary>
internal static class OrderSql
{
    public const string Columns = """
        o.id, o.reference, o.account_id, o.seller, o.buyer, o.evidence, o.currency, o.net, o.tax, o.refunded, o.coupon_code, o.state, o.gateway, o.attempt, o.session_id, o.pay_address, o.payment_ref, o.problem,
            o.consent_at, o.created_at, o.expires_at, o.paid_at, (SELECT r.number_text FROM receipts r WHERE r.order_id = o.id AND r.kind = 'receipt') AS receipt_number
        """;

    public const string LineColumns = """
        l.line, l.product_id, l.kind, l.journal_id, l.article_id, l.issue_id, l.year, l.words, l.period, l.may_download, l.may_print, l.price, l.discount, l.credit, l.net, l.tax, l.treatment, l.rate, l.extends_id, l.refunded_at,
            r.starts_at, r.ends_at, r.revoked_at
        """;

    public const string LineFrom = "order_lines l LEFT JOIN rights r ON r.order_id = l.order_id AND r.order_line = l.line";

    internal sealed record Row
    {
        public Guid Id { get; init; }
        public string Reference { get; init; } = "";
        public Guid? AccountId { get; init; }
        public string Seller { get; init; } = "";
        public string Buyer { get; init; } = "";
        public string Evidence { get; init; } = "";
        public string Currency { get; init; } = "";
        public long Net { get; init; }
        public long Tax { get; init; }
        public long Refunded { get; init; }
        public string? CouponCode { get; init; }
        public string State { get; init; } = "";
        public string Gateway { get; init; } = "";
        public int Attempt { get; init; }
        public string? SessionId { get; init; }
        public string? PayAddress { get; init; }
        public string? PaymentRef { get; init; }
        public string? Problem { get; init; }
        public long? ConsentAt { get; init; }
        public long CreatedAt { get; init; }
        public long? ExpiresAt { get; init; }
        public long? PaidAt { get; init; }
        public string? ReceiptNumber { get; init; }

        public Order ToOrder(IEnumerable<LineRow> lines)
        {
            var currency = Recto.Journals.Shop.Currency.Parse(Currency);
            return new()
            {
                Id = Id,
                Reference = Reference,
                AccountId = AccountId,
                Seller = ShopJson.ReadSeller(Seller),
                Buyer = ShopJson.ReadBuyer(Buyer),
                Evidence = ShopJson.ReadEvidence(Evidence),
                Lines = [.. lines.Select(line => line.ToLine(currency))],
                Net = new(Net, currency),
                Tax = new(Tax, currency),
                Gross = new(Net + Tax, currency),
                Refunded = new(Refunded, currency),
                Coupon = CouponCode,
                State = Words.Read<OrderState>(State),
                Gateway = Gateway,
                Attempt = Attempt,
                SessionId = SessionId,
                PayAddress = PayAddress,
                PaymentReference = PaymentRef,
                Problem = Problem,
                ConsentAt = Instants.FromStored(ConsentAt),
                CreatedAt = Instants.FromStored(CreatedAt),
                ExpiresAt = Instants.FromStored(ExpiresAt),
                PaidAt = Instants.FromStored(PaidAt),
                ReceiptNumber = ReceiptNumber,
            };
        }
    }

    internal sealed record LineRow
    {
        public Guid OrderId { get; init; } // Where lines of several orders are asked for.
        public int Line { get; init; }
        public Guid ProductId { get; init; }
        public string Kind { get; init; } = "";
        public Guid JournalId { get; init; }
        public Guid? ArticleId { get; init; }
        public Guid? IssueId { get; init; }
        public int? Year { get; init; }
        public string Words { get; init; } = "";
        public string Period { get; init; } = "";
        public int MayDownload { get; init; }
        public int MayPrint { get; init; }
        public long Price { get; init; }
        public long Discount { get; init; }
        public long Credit { get; init; }
        public long Net { get; init; }
        public long Tax { get; init; }
        public string Treatment { get; init; } = "";
        public string? Rate { get; init; }
        public Guid? ExtendsId { get; init; }
        public long? RefundedAt { get; init; }
        public long? StartsAt { get; init; }
        public long? EndsAt { get; init; }
        public long? RevokedAt { get; init; }

        public OrderLine ToLine(Currency currency) => new()
        {
            Number = Line,
            ProductId = ProductId,
            Thing = new() { Kind = Sql.Words.Read<ProductKind>(Kind), JournalId = JournalId, ArticleId = ArticleId, IssueId = IssueId, Year = Year },
            Words = ShopJson.ReadWords(Words),
            Period = Recto.Journals.Shop.Period.Parse(Period),
            Uses = (MayDownload == 0 ? RightUses.None : RightUses.Download) | (MayPrint == 0 ? RightUses.None : RightUses.Print),
            Price = new(Price, currency),
            Discount = new(Discount, currency),
            Credit = new(Credit, currency),
            Net = new(Net, currency),
            Tax = new(Tax, currency),
            Treatment = Sql.Words.Read<TaxTreatment>(Treatment),
            Rate = ShopJson.ReadRate(Rate),
            ExtendsId = ExtendsId,
            RefundedAt = Instants.FromStored(RefundedAt),
            From = Instants.FromStored(StartsAt),
            Until = Instants.FromStored(EndsAt),
            RevokedAt = Instants.FromStored(RevokedAt),
        };
    }
}
