// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.AccumulatorRange;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.pass.Problems;
import dev.bnn.source.Code;
import dev.bnn.source.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Finds the coarsest fixed point in which scores of different classes compare as the float scores do, ties included, for every
 * reachable accumulator. It tries one fixed point after another, and proves each by going through all reachable scores in order.
 */
final class ScoreSearch {
    /** Scores of this many bits are exact in double, and fit in 64 bits. */
    private static final int SCORE_BITS = 52;

    private static final int REACHABLE_LIMIT = 1 << 24;

    /** Digits of a unit that is not a power of two; more than a score has. */
    private static final MathContext DIGITS = new MathContext(60);

    /** A fixed point: score = round(slope * unit) * a + round(intercept * unit), where unit = base * 2^fraction. */
    record Result(Op.Score fixedPoint, BigDecimal base, int fraction, int reachable) {
        /** The fixed point with its scale. The loss has seen the float scores times {@code lossScale}. */
        Op.Score score(double lossScale) {
            double unit = base.doubleValue() * (1L << fraction);
            return new Op.Score(fixedPoint.multiplier(), fixedPoint.addend(), lossScale / unit);
        }
    }

    /** All reachable float scores in ascending order; {@code tied[i]} says that the i-th equals the one before. */
    private record Ranking(int[] channel, long[] accumulator, boolean[] tied) {}

    /** A position in one channel's scores, in ascending order of the scores. */
    private record Cursor(double score, int channel, long accumulator, boolean rising) implements Comparable<Cursor> {
        @Override
        public int compareTo(Cursor other) {
            int order = Double.compare(score, other.score);
            return order != 0 ? order : Integer.compare(channel, other.channel);
        }
    }

    private ScoreSearch() {}

    /** @param range the accumulators of all positions, in one class */
    static Result search(AccumulatorRange range, AffineChain map, Node output) {
        long reachable = 0;
        for (int c = 0; c < range.lo()[0].length; c++) {
            reachable += (range.hi()[0][c] - range.lo()[0][c]) / range.step() + 1;
        }
        if (reachable > REACHABLE_LIMIT) {
            throw impossible(output, Words.count(reachable) + " scores are reachable, too many to compare all of them");
        }
        Ranking ranking = rank(range, map, (int) reachable);
        List<BigDecimal> bases = bases(map, range.lo()[0].length);
        for (int fraction = 0; fraction <= SCORE_BITS; fraction++) {
            for (BigDecimal base : bases) {
                Optional<Op.Score> score = fixedPoint(map, range, base.multiply(BigDecimal.valueOf(1L << fraction)));
                if (score.isPresent() && ordered(ranking, score.get())) {
                    return new Result(score.get(), base, fraction, (int) reachable);
                }
            }
        }
        throw impossible(output, "no fixed point of " + SCORE_BITS + " bits keeps the order of all reachable scores");
    }

    /** One, and a unit that makes the first nonzero slope an integer: if classes share this slope, ties stay ties. */
    private static List<BigDecimal> bases(AffineChain map, int channels) {
        for (int c = 0; c < channels; c++) {
            BigDecimal slope = map.line(c)[0].abs();
            if (slope.signum() > 0) {
                return List.of(BigDecimal.ONE, BigDecimal.ONE.divide(slope, DIGITS));
            }
        }
        return List.of(BigDecimal.ONE);
    }

    private static RuntimeException impossible(Node output, String why) {
        return Problems.failure(
                Code.SCORES,
                output.span(),
                "the scores of " + output.name() + " cannot be made integers: " + why,
                "leave out the batchnorm after the last layer, or train longer so that its parameters have similar sizes");
    }

    private static Ranking rank(AccumulatorRange range, AffineChain map, int count) {
        PriorityQueue<Cursor> heads = new PriorityQueue<>();
        for (int c = 0; c < range.lo()[0].length; c++) {
            long lo = range.lo()[0][c];
            long hi = range.hi()[0][c];
            boolean rising = map.apply(lo, 0, 0, c) <= map.apply(hi, 0, 0, c);
            heads.add(cursor(map, c, rising ? lo : hi, rising));
        }
        Ranking ranking = new Ranking(new int[count], new long[count], new boolean[count]);
        double before = Double.NaN;
        for (int i = 0; i < count; i++) {
            Cursor head = heads.remove();
            ranking.channel[i] = head.channel;
            ranking.accumulator[i] = head.accumulator;
            ranking.tied[i] = head.score == before;
            before = head.score;
            long next = head.accumulator + (head.rising ? range.step() : -range.step());
            if (next >= range.lo()[0][head.channel] && next <= range.hi()[0][head.channel]) {
                heads.add(cursor(map, head.channel, next, head.rising));
            }
        }
        return ranking;
    }

    /** Adding 0.0 replaces -0.0 by 0.0, since both are equal scores. */
    private static Cursor cursor(AffineChain map, int channel, long accumulator, boolean rising) {
        return new Cursor(map.apply(accumulator, 0, 0, channel) + 0.0, channel, accumulator, rising);
    }

    /** Scores in multiples of 1 / unit; empty if a number would not fit. */
    private static Optional<Op.Score> fixedPoint(AffineChain map, AccumulatorRange range, BigDecimal unit) {
        int channels = range.lo()[0].length;
        long[] multiplier = new long[channels];
        long[] addend = new long[channels];
        BigDecimal limit = BigDecimal.valueOf(1L << SCORE_BITS);
        for (int c = 0; c < channels; c++) {
            BigDecimal[] line = map.line(c);
            BigDecimal m = line[0].multiply(unit).setScale(0, RoundingMode.HALF_EVEN);
            BigDecimal n = line[1].multiply(unit).setScale(0, RoundingMode.HALF_EVEN);
            long furthest = Math.max(Math.abs(range.lo()[0][c]), Math.abs(range.hi()[0][c]));
            if (m.abs().multiply(BigDecimal.valueOf(furthest)).add(n.abs()).compareTo(limit) >= 0) {
                return Optional.empty();
            }
            multiplier[c] = m.longValueExact();
            addend[c] = n.longValueExact();
        }
        return Optional.of(new Op.Score(multiplier, addend, 1));
    }

    /**
     * Whether integer scores of different channels compare as the float scores do. Ascends through groups of equal float scores and
     * keeps the maximum so far and the maximum of any other channel.
     */
    private static boolean ordered(Ranking ranking, Op.Score score) {
        long best = Long.MIN_VALUE;
        int bestChannel = -1;
        long other = Long.MIN_VALUE;
        int count = ranking.channel.length;
        for (int from = 0, to; from < count; from = to) {
            to = from + 1;
            boolean several = false;
            while (to < count && ranking.tied[to]) {
                several |= ranking.channel[to] != ranking.channel[from];
                to++;
            }
            long first = value(ranking, score, from);
            for (int i = from; i < to; i++) {
                long s = value(ranking, score, i);
                long below = ranking.channel[i] == bestChannel ? other : best;
                if (several && s != first || s <= below) {
                    return false;
                }
            }
            for (int i = from; i < to; i++) {
                long s = value(ranking, score, i);
                if (ranking.channel[i] == bestChannel) {
                    best = Math.max(best, s);
                } else if (s > best) {
                    other = best;
                    best = s;
                    bestChannel = ranking.channel[i];
                } else {
                    other = Math.max(other, s);
                }
            }
        }
        return true;
    }

    private static long value(Ranking ranking, Op.Score score, int i) {
        int c = ranking.channel[i];
        return score.multiplier()[c] * ranking.accumulator[i] + score.addend()[c];
    }
}
