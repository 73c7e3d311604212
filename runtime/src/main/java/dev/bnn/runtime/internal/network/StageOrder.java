// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.network;

import dev.bnn.runtime.Dims;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that each stage fits the stages that it reads, and that no sum and no score overflows. */
final class StageOrder implements Stage.Visitor<StageOrder.Values> {
    /** Above this, the sums, or what engines count along with them, would not fit in an int. */
    private static final int MOST_SUM = Integer.MAX_VALUE / 2;

    /** The kind of values that a stage reads or yields. */
    enum Values {
        IMAGE,
        /** Accumulators of a matrix. */
        MATRIX_SUMS,
        /** Other accumulators; no score stage can follow them. */
        SUMS,
        /** Bits or codes. */
        LEVELS,
        SCORES
    }

    /**
     * Bits or codes that a residual add or a branch may read again.
     *
     * @param top the largest code; 1 for bits
     */
    private record Kept(Dims dims, int top) {}

    private final Map<String, Kept> kept = new HashMap<>();
    private Dims dims;
    private String before = "the input";
    private Values values = Values.IMAGE;
    /** The largest value of the map that the latest matrix, pool, sum or add reads; 1 for bits. */
    private int top = 255;
    /** The stage before, if it is a matrix. */
    private Optional<Stage.Matrix> matrix = Optional.empty();
    /** The stage before, if it yields scores. */
    private Optional<Stage.Score> score = Optional.empty();

    private StageOrder(Dims input) {
        dims = input;
    }

    /**
     * Checks the stages, and returns the last one.
     *
     * @throws IllegalArgumentException if the stages do not fit together
     */
    static Stage.Score check(Dims input, List<Stage> stages) {
        Checks.require(!stages.isEmpty(), "no stages");
        StageOrder order = new StageOrder(input);
        Set<String> names = new HashSet<>();
        for (Stage stage : stages) {
            Checks.require(names.add(stage.name()), "two stages are named " + stage.name());
            Checks.require(
                    stage instanceof Stage.Branch || stage.input().equals(order.dims),
                    stage.name() + " reads " + stage.input() + ", but gets " + order.dims);
            Values yielded = stage.accept(order);
            order.dims = stage.output();
            order.before = stage.name();
            order.values = yielded;
        }
        return order.score.orElseThrow(() -> new IllegalArgumentException("the last stage gives no scores"));
    }

    @Override
    public Values matrix(Stage.Matrix m) {
        readsImageOrLevels(m);
        long most = (long) m.columns() * m.limit() * top;
        Checks.require(most <= MOST_SUM, m.name() + " sums up " + m.columns() + " values");
        checkPadding(m, m.window(), m.padValue());
        if (m.groups() > 1) {
            return Values.SUMS;
        }
        matrix = Optional.of(m);
        return Values.MATRIX_SUMS;
    }

    @Override
    public Values depthwise(Stage.Depthwise d) {
        readsImageOrLevels(d);
        long most = (long) d.taps() * d.limit() * top;
        Checks.require(most <= MOST_SUM, d.name() + " sums up " + d.taps() + " values");
        checkPadding(d, d.window(), d.padValue());
        return Values.SUMS;
    }

    @Override
    public Values threshold(Stage.Threshold t) {
        reads(t, values == Values.IMAGE || values == Values.MATRIX_SUMS || values == Values.SUMS);
        top = t.levels();
        return keep(t);
    }

    @Override
    public Values pool(Stage.Pool p) {
        reads(p, values == Values.LEVELS);
        return keep(p);
    }

    @Override
    public Values sum(Stage.Sum s) {
        reads(s, values == Values.LEVELS);
        int taps = s.window().taps();
        Checks.require((long) taps * top <= MOST_SUM, s.name() + " sums up windows of " + taps);
        return Values.SUMS;
    }

    @Override
    public Values shuffle(Stage.Shuffle s) {
        reads(s, values == Values.LEVELS);
        return keep(s);
    }

    @Override
    public Values upsample(Stage.Upsample u) {
        reads(u, values == Values.LEVELS);
        return keep(u);
    }

    @Override
    public Values add(Stage.Add a) {
        reads(a, values == Values.LEVELS);
        Checks.require(
                new Kept(dims, top).equals(kept.get(a.from())), a.name() + " cannot add what " + a.from() + " yields");
        return Values.SUMS;
    }

    @Override
    public Values branch(Stage.Branch b) {
        Kept first = kept.get(b.from());
        Checks.require(
                first != null && first.dims().equals(b.input()),
                b.name() + " cannot begin with what " + b.from() + " yields");
        top = first.top();
        return Values.LEVELS;
    }

    @Override
    public Values concat(Stage.Concat c) {
        reads(c, values == Values.LEVELS);
        Dims first = new Dims(c.first(), dims.height(), dims.width());
        Checks.require(
                new Kept(first, top).equals(kept.get(c.from())),
                c.name() + " cannot join what " + c.from() + " yields");
        return keep(c);
    }

    @Override
    public Values score(Stage.Score s) {
        reads(s, values == Values.MATRIX_SUMS);
        matrix.ifPresent(m -> checkScores(s, m));
        score = Optional.of(s);
        return Values.SCORES;
    }

    private void readsImageOrLevels(Stage stage) {
        reads(stage, values == Values.IMAGE || values == Values.LEVELS);
    }

    private void reads(Stage stage, boolean fits) {
        Checks.require(fits, stage.name() + " cannot follow " + before);
    }

    private Values keep(Stage stage) {
        kept.put(stage.name(), new Kept(stage.output(), top));
        return Values.LEVELS;
    }

    private void checkPadding(Stage stage, Window window, int value) {
        boolean fits = top > 1 ? value >= 0 && value <= top : Math.abs(value) == 1;
        Checks.require(!window.padded() || fits, stage.name() + " pads with " + value);
    }

    /** Checks that no score can overflow. The matrix reads -1 and +1, or 0 to {@link #top}. */
    private void checkScores(Stage.Score s, Stage.Matrix m) {
        for (int c = 0; c < s.multiplier().length; c++) {
            long positive = 0;
            long negative = 0;
            for (int i = c * m.columns(); i < (c + 1) * m.columns(); i++) {
                positive += Math.max(0, m.weights()[i]);
                negative += Math.min(0, m.weights()[i]);
            }
            long highest = top > 1 ? positive * top : positive - negative;
            long lowest = top > 1 ? negative * top : negative - positive;
            Checks.require(
                    fits(s, c, highest) && fits(s, c, lowest), s.name() + ": scores of class " + c + " overflow");
        }
    }

    private static boolean fits(Stage.Score score, int channel, long sum) {
        return BigInteger.valueOf(score.multiplier()[channel])
                        .multiply(BigInteger.valueOf(sum))
                        .add(BigInteger.valueOf(score.addend()[channel]))
                        .bitLength()
                < Long.SIZE;
    }
}
