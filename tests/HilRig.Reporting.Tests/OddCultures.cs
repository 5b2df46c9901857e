using System.Globalization;

namespace HilRig.Reporting.Tests;

/// <summary>Cultures made here, because a machine may have none but the invariant one.</summary>
internal static class OddCultures
{
    public static IEnumerable<CultureInfo> All
    {
        get
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            var space = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (space.NumberFormat.NegativeSign, space.NumberFormat.NumberGroupSeparator) = ("−", " ");
            return [CultureInfo.InvariantCulture, comma, space];
        }
    }

    public static void Under(CultureInfo culture, Action check)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            check();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
