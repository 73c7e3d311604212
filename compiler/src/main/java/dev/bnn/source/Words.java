// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Counts and shares as text, the same on every machine. */
public final class Words {
    private Words() {}

    /** With thousands separators: 1,542,848. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share 0..1 in percent, rounded to the nearest, halves up. All accuracies are rounded by this method. */
    public static BigDecimal percent(double share, int decimals) {
        return new BigDecimal(Double.toString(share)).movePointRight(2).setScale(decimals, RoundingMode.HALF_UP);
    }

    /** The share as text for people: "97.50 %"; "n/a" if it was not measured. */
    public static String percentText(double share, int decimals) {
        return Double.isNaN(share) ? "n/a" : percent(share, decimals).toPlainString() + " %";
    }

    /** Any number as it is, with thousands separators: 2,500.5. */
    public static String number(double value) {
        return new DecimalFormat("#,##0.################", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** A count of things: "1 epoch", "25 epochs". */
    public static String count(long value, String one) {
        return count(value, one, one + "s");
    }

    /** As above, for a word with an irregular plural: "1 class", "10 classes". */
    public static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }
}
