// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** The units to measure: those of the examples' foldings, and random ones around them. Every call gives the same units. */
public final class SampleUnits {
    /** Largest number of products per cycle that yosys maps in a few seconds. */
    private static final int LANES = 72;

    private static final List<Integer> PES = List.of(1, 1, 2, 2, 3, 4, 5, 8, 16);
    private static final List<Integer> SIMDS = List.of(1, 3, 4, 8, 8, 9, 16, 16, 24, 32, 36, 64);
    private static final List<Integer> COLUMN_FOLDS = List.of(1, 2, 4, 9, 9, 18, 36, 49);
    private static final List<Integer> ROW_FOLDS = List.of(1, 2, 4, 4, 8, 16, 64);

    /** No layer of a network has fewer columns. */
    private static final int LEAST_COLUMNS = 8;

    /**
     * Fewer words of random weights would repeat each other by chance, unlike those of a layer. The limits hold for words in
     * look-up tables, and for all words.
     */
    private static final int LEAST_WORDS = 12;

    private static final int FEWEST_WORDS = 8;

    private final Random random = new Random(20);
    private final Set<String> all = new LinkedHashSet<>();

    private SampleUnits() {}

    /** All units: first those of the rare kinds, then the others in an order in which every prefix has units of all kinds. */
    public static List<String> all() {
        SampleUnits units = new SampleUnits();
        units.examples();
        units.matrices();
        units.others();
        List<String> mixed = new ArrayList<>(units.all);
        Collections.shuffle(mixed, new Random(7));
        List<String> wanted = new ArrayList<>(KindsOfFewUnits.ALL);
        wanted.addAll(mixed);
        return wanted;
    }

    /** Units of CNV, SFC, LFC, the quickstart network and the residual network that differ from each other. */
    private void examples() {
        all.addAll(List.of(
                "mvtu rows=256 columns=2304 pe=1 simd=32",
                "mvtu rows=512 columns=256 pe=1 simd=4",
                "mvtu rows=512 columns=512 pe=1 simd=8",
                "scores rows=10 columns=512 pe=5 simd=1 memory=lut",
                "scores rows=10 columns=256 pe=1 simd=8",
                "scores rows=10 columns=64 pe=1 simd=1 memory=lut",
                "mvtu rows=64 columns=800 pe=1 simd=16",
                "mvtu rows=16 columns=9 pe=2 simd=9 element=8 memory=lut",
                "window channels=3 element=8 height=32 width=32 kernel=3",
                "window channels=64 height=12 width=12 kernel=3",
                "window channels=64 height=28 width=28 kernel=2 stride=2"));
    }

    private void matrices() {
        bits(26, "");
        bits(6, " levels=3");
        bits(5, " classes=9 map=8");
        codes(8, List.of(8), List.of(1));
        codes(9, List.of(2, 2, 3, 4), List.of(1));
        codes(6, List.of(2), List.of(2));
        codes(5, List.of(2, 4), List.of(3, 4));
        codes(4, List.of(1), List.of(2, 4, 8));
        codes(4, List.of(8), List.of(2, 4, 8));
        for (int i = 0; i < 7; i++) {
            int element = of(List.of(1, 1, 2));
            int weight = of(List.of(1, 1, 2));
            matrix("scores", of(List.of(1, 2, 5, 10)), element, weight, of(List.of("", " score=32 multiplier=12")));
        }
        for (int i = 0; i < 7; i++) {
            int pe = of(List.of(1, 2, 4, 8));
            int element = of(List.of(1, 2, 8));
            int weight = of(List.of(1, 1, 2));
            all.add("depthwise channels=" + pe * of(List.of(1, 2, 8)) + " taps=9 pe=" + pe + " element=" + element
                    + " weight=" + weight + " memory=lut" + of(List.of("", " levels=3")));
        }
        for (int i = 0; i < 6; i++) {
            matrix(of(List.of("mvtu", "mvtu", "scores")), of(List.of(1, 2, 4)), 1, 1, " loadable=1");
        }
    }

    private void bits(int count, String more) {
        for (int i = 0; i < count; i++) {
            matrix("mvtu", of(PES), 1, 1, more);
        }
    }

    private void codes(int count, List<Integer> elements, List<Integer> weights) {
        for (int i = 0; i < count; i++) {
            matrix("mvtu", of(PES), of(elements), of(weights), of(List.of("", " levels=3", " levels=3")));
        }
    }

    private void matrix(String kind, int wanted, int element, int weight, String more) {
        int pe = Math.min(wanted, LANES / (element * weight));
        int simd = of(SIMDS);
        while (pe * simd * element * weight > LANES) {
            simd = Math.max(1, simd / 2);
        }
        int columns = simd * of(COLUMN_FOLDS);
        if (columns < LEAST_COLUMNS) {
            columns *= LEAST_COLUMNS;
        }
        int rows = kind.equals("scores") ? 10 : pe * of(ROW_FOLDS);
        int words = rows / pe * (columns / simd);
        boolean lut = words >= LEAST_WORDS && (long) rows * columns * weight <= 20_000 && random.nextBoolean();
        String memory = lut ? "lut" : "block";
        if (rows % pe != 0 || words < FEWEST_WORDS) {
            return;
        }
        all.add(String.format(
                Locale.ROOT,
                "%s rows=%d columns=%d pe=%d simd=%d element=%d weight=%d memory=%s%s",
                kind,
                rows,
                columns,
                pe,
                simd,
                element,
                weight,
                memory,
                more));
    }

    private void others() {
        for (int i = 0; i < 9; i++) {
            int side = of(List.of(6, 8, 14, 16, 28, 34));
            all.add("window channels=" + of(List.of(1, 3, 8, 16, 32)) + " element=" + of(List.of(1, 2)) + " height="
                    + side + " width=" + side
                    + of(List.of(" kernel=3", " kernel=3", " kernel=3 stride=2", " kernel=2 stride=2", " kernel=5")));
        }
        for (int i = 0; i < 6; i++) {
            int side = of(List.of(4, 8, 16, 32));
            all.add("pad channels=" + of(List.of(3, 16, 32)) + " element=" + of(List.of(1, 2)) + " height=" + side
                    + " width=" + side);
        }
        for (int in : List.of(4, 16)) {
            for (int factor : List.of(2, 8, 16)) {
                all.add("width in=" + in * factor + " out=" + in);
                all.add("width in=" + in + " out=" + in * factor);
            }
        }
        for (String widths : List.of(
                "in=12 out=32",
                "in=24 out=16",
                "in=60 out=32",
                "in=96 out=64",
                "in=56 out=32",
                "in=10 out=4",
                "in=48 out=32",
                "in=36 out=24")) {
            all.add("width " + widths);
        }
        for (int i = 0; i < 6; i++) {
            all.add("pool channels=" + of(List.of(8, 16, 32)) + " element=" + of(List.of(1, 1, 2, 4)) + " taps="
                    + of(List.of(4, 9, 16)));
        }
        for (int i = 0; i < 7; i++) {
            all.add("sumpool channels=" + of(List.of(4, 8, 16)) + " element=" + of(List.of(1, 2)) + " taps="
                    + of(List.of(4, 16)) + " levels=" + of(List.of(1, 3, 15)));
        }
        for (int i = 0; i < 9; i++) {
            all.add("add channels=" + of(List.of(4, 8, 16)) + " element=" + of(List.of(1, 2, 2)) + " levels="
                    + of(List.of(1, 3, 3)));
        }
        for (int bits : List.of(8, 64)) {
            all.add("fork bits=" + bits);
        }
        for (String upsample : List.of(
                "channels=16 height=4 width=4 rows=2 columns=2",
                "channels=64 height=16 width=16 rows=2 columns=2",
                "channels=8 element=2 height=8 width=8 rows=4 columns=4",
                "channels=32 height=32 width=32 rows=2 columns=2",
                "channels=16 height=1 width=8 rows=1 columns=2",
                "channels=64 element=2 height=8 width=8 rows=2 columns=2",
                "channels=32 height=8 width=8 rows=1 columns=3",
                "channels=3 element=4 height=24 width=80 rows=3 columns=2")) {
            all.add("upsample " + upsample);
        }
        for (String window : List.of(
                "channels=16 height=14 width=14 kernel=3 groups=2",
                "channels=32 height=14 width=14 kernel=3 groups=4",
                "channels=64 height=8 width=8 kernel=3 groups=8",
                "channels=16 element=2 height=8 width=8 kernel=3 stride=2 groups=4")) {
            all.add("window " + window);
        }
        for (String shuffle : List.of(
                "channels=8 element=1 groups=2", "channels=24 element=2 groups=3", "channels=64 element=1 groups=4")) {
            all.add("shuffle " + shuffle + " height=4 width=4");
        }
        for (String label : List.of(
                "score=16 classes=10 top=1",
                "score=16 classes=10 top=3",
                "score=32 classes=10 top=5",
                "score=16 classes=100 top=5",
                "score=64 classes=10 top=1",
                "score=32 classes=1000 top=1")) {
            all.add("label " + label);
        }
        for (int channels : List.of(1, 3)) {
            all.add("threshold channels=" + channels);
        }
        for (int i = 0; i < 12; i++) {
            all.add("stream bits=" + of(List.of(1, 4, 8, 16, 32, 40)) + " depth="
                    + of(List.of(2, 4, 32, 32, 64, 128, 256, 1024)));
        }
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
