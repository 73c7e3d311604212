// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.source.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people, the same on every machine. */
public final class Format {
    private Format() {}

    /** With thousands separators: 1,542,848. */
    public static String count(long value) {
        return Words.count(value);
    }

    /** A share 0..1 in percent; "n/a" if it was not measured. */
    public static String percent(double share, int decimals) {
        return Words.percentText(share, decimals);
    }

    /** Three significant digits with a decimal prefix: 59.5 M; whole numbers below 1,000 as they are. */
    public static String prefixed(double value) {
        String[] prefixes = {"", "k", "M", "G", "T"};
        int i = 0;
        double scaled = value;
        while (i + 1 < prefixes.length && Math.abs(scaled) >= 999.5) {
            scaled /= 1000;
            i++;
        }
        if (i == 0 && scaled == Math.rint(scaled)) {
            return Long.toString((long) scaled);
        }
        if (scaled == Math.rint(scaled)) {
            return (long) scaled + " " + prefixes[i];
        }
        int decimals = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
        return (String.format(Locale.ROOT, "%." + decimals + "f", scaled) + " " + prefixes[i]).stripTrailing();
    }

    /** Storage: bits as bytes with a binary prefix, "188.3 KiB". */
    public static String bytes(long bits) {
        double bytes = bits / 8.0;
        if (bytes < 1024) {
            return Words.count((long) Math.ceil(bytes), "byte");
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024)
                : String.format(Locale.ROOT, "%.2f MiB", bytes / (1024 * 1024));
    }

    /** A whole number without decimals, any other number with up to four significant digits; "n/a" if it was not measured. */
    public static String number(double value) {
        return number(value, 4);
    }

    /** As {@link #number(double)}, with another number of significant digits; small values as 2.45e-4. */
    public static String number(double value, int digits) {
        if (Double.isNaN(value)) {
            return "n/a";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return count((long) value);
        }
        int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
        if (magnitude < -3) {
            return String.format(Locale.ROOT, "%.2e", value).replaceFirst("e([+-])0+", "e$1");
        }
        String text = String.format(Locale.ROOT, "%,." + Math.max(0, digits - 1 - magnitude) + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** Channels, height and width: "64 \u00d7 30 \u00d7 30"; one number for a vector. */
    public static String shape(Shape shape) {
        return shape.toString().replace(" x ", " \u00d7 ");
    }

    /** The kernel of a window: "3 × 3". */
    public static String window(Window window) {
        return window.kernel().replace(" x ", " \u00d7 ");
    }

    /** A short time with three significant digits: "83 ns", "5.36 ms". */
    public static String duration(double seconds) {
        String[] units = {"s", "ms", "\u00b5s", "ns"};
        int i = 0;
        double scaled = seconds;
        while (i + 1 < units.length && scaled < 0.9995) {
            scaled *= 1000;
            i++;
        }
        return new BigDecimal(scaled)
                        .round(new MathContext(3, RoundingMode.HALF_UP))
                        .stripTrailingZeros()
                        .toPlainString()
                + " " + units[i];
    }

    /** A time: "0.42 s", "38 s", "4 min 5 s", "2 h 10 min". */
    public static String seconds(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 120) {
            return s + " s";
        }
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }
}
