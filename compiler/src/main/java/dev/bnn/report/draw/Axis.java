// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A numeric axis: the range of values that it shows, and where its ticks are.
 *
 * @param low value at the start
 * @param high value at the end, greater than low
 * @param log logarithmic scale; both bounds are then positive
 * @param ticks values with a label, ascending
 */
public record Axis(double low, double high, boolean log, List<Tick> ticks) {
    public record Tick(double value, String label) {}

    /** Position 0..1 of a value. */
    public double at(double value) {
        return log
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
    }

    /** An axis with ticks at 1, 2 or 5 times a power of ten. The bounds are widened to ticks, but stay within the limits. */
    public static Axis linear(double min, double max, double least, double most, boolean percent) {
        double span = max > min ? max - min : Math.max(Math.abs(max) * 0.2, 1e-6);
        double step = step(span / 4);
        double low = Math.max(least, Math.floor(min / step + 1e-9) * step);
        double high = Math.min(most, Math.ceil(max / step - 1e-9) * step);
        if (high <= low) {
            high = low + step;
        }
        List<Tick> ticks = new ArrayList<>();
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(percent ? step * 100 : step) + 1e-9));
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            double value = i * step;
            ticks.add(new Tick(
                    value,
                    percent
                            ? Format.percent(value, decimals)
                            : String.format(Locale.ROOT, "%,." + decimals + "f", value)));
        }
        return new Axis(low, high, false, ticks);
    }

    /** An axis with ticks at 1, 2 and 5 times powers of ten; for a wide range, only at the powers. */
    public static Axis logarithmic(double min, double max) {
        boolean wide = max > 200 * min;
        double[] mantissas = wide ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> stops = new ArrayList<>();
        for (int e = (int) Math.floor(Math.log10(min) + 1e-9); e <= Math.ceil(Math.log10(max)) + 1; e++) {
            for (double m : mantissas) {
                stops.add(m * Math.pow(10, e));
            }
        }
        int first = 0;
        while (stops.get(first + 1) <= min * (1 + 1e-9)) {
            first++;
        }
        int last = first + 1;
        while (stops.get(last) < max * (1 - 1e-9)) {
            last++;
        }
        int every = Math.max(1, (last - first + 4) / 6);
        List<Tick> ticks = new ArrayList<>();
        for (int i = first; i <= last; i += every) {
            ticks.add(new Tick(stops.get(i), power(stops.get(i))));
        }
        return new Axis(stops.get(first), stops.get(last), true, ticks);
    }

    private static String power(double value) {
        int exponent = (int) Math.floor(Math.log10(value) + 1e-9);
        return exponent >= -3 && exponent <= 3
                ? String.format(Locale.ROOT, "%." + Math.max(0, -exponent) + "f", value)
                : String.format(Locale.ROOT, "%.0e", value).replaceAll("e([+-])0", "e$1");
    }

    /** An axis of whole numbers from first to last, both labeled; if they are the same, with half a step of room. */
    public static Axis counting(int first, int last) {
        if (first == last) {
            return new Axis(first - 0.5, last + 0.5, false, List.of(new Tick(first, Format.count(first))));
        }
        long step = Math.max(1, (long) step((last - first) / 5.0));
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(first, Format.count(first)));
        for (long v = (first / step + 1) * step; v < last; v += step) {
            if (v - first >= 0.6 * step && last - v >= 0.6 * step) {
                ticks.add(new Tick(v, Format.count(v)));
            }
        }
        ticks.add(new Tick(last, Format.count(last)));
        return new Axis(first, last, false, ticks);
    }

    /** The smallest of 1, 2, 5 times a power of ten that is at least the given size. */
    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double ratio = atLeast / power;
        return (ratio <= 1 + 1e-9 ? 1 : ratio <= 2 + 1e-9 ? 2 : ratio <= 5 + 1e-9 ? 5 : 10) * power;
    }
}
