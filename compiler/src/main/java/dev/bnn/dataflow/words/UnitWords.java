// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow.words;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The words that a unit writes for an image, from those that it reads. */
final class UnitWords implements Unit.Visitor<List<BigInteger>> {
    private final List<List<BigInteger>> inputs;
    private final List<BigInteger> in;

    /** @param inputs words of each input, by port */
    UnitWords(List<List<BigInteger>> inputs) {
        this.inputs = inputs;
        in = inputs.get(0);
    }

    @Override
    public List<BigInteger> mvtu(MatrixUnit.Mvtu unit) {
        return thresholded(unit, sums(unit));
    }

    @Override
    public List<BigInteger> scores(MatrixUnit.Scores unit) {
        long[] sums = sums(unit);
        int pe = unit.folding().pe();
        List<BigInteger> words = new ArrayList<>();
        for (int first = 0; first < sums.length; first += pe) {
            BigInteger word = BigInteger.ZERO;
            int row = first % unit.weights().rows();
            for (int p = 0; p < pe; p++) {
                long score = unit.multiplier()[row + p] * sums[first + p] + unit.addend()[row + p];
                word = word.or(Word.of(score, unit.scoreBits()).shiftLeft(p * unit.scoreBits()));
            }
            words.add(word);
        }
        return words;
    }

    /** The sums of each position, row by row. */
    private long[] sums(MatrixUnit unit) {
        int rows = unit.weights().rows();
        int columns = unit.weights().columns();
        int simd = unit.folding().simd();
        byte[] weights = unit.weights().values();
        long[] sums = new long[unit.out().pixels() * rows];
        int[] vector = new int[columns];
        int groupRows = rows / unit.groups();
        for (int i = 0; i < unit.out().pixels() * unit.groups(); i++) {
            for (int fold = 0; fold < unit.columnFolds(); fold++) {
                BigInteger word = in.get(i * unit.columnFolds() + fold);
                System.arraycopy(numbers(unit, word, simd), 0, vector, fold * simd, simd);
            }
            for (int r = 0; r < groupRows; r++) {
                int row = i % unit.groups() * groupRows + r;
                long sum = 0;
                for (int column = 0; column < columns; column++) {
                    sum += vector[column] * weights[row * columns + column];
                }
                sums[i * groupRows + r] = counted(unit, sum);
            }
        }
        return sums;
    }

    /** The numbers that the elements of a word stand for: a bit for -1 or +1. */
    private static int[] numbers(MatrixUnit unit, BigInteger word, int count) {
        int[] numbers = Word.elements(word, unit.elementBits(), count);
        if (unit.elementBits() == 1) {
            Arrays.setAll(numbers, i -> 2 * numbers[i] - 1);
        }
        return numbers;
    }

    /** The sum as a unit has it: one that counts has the number of products that are +1 instead of their sum. */
    private static long counted(MatrixUnit unit, long sum) {
        return unit.counts() ? (sum + unit.weights().columns()) / 2 : sum;
    }

    @Override
    public List<BigInteger> depthwise(MatrixUnit.Depthwise unit) {
        int channels = unit.weights().rows();
        int taps = unit.weights().columns();
        long[] sums = new long[unit.out().pixels() * channels];
        for (int position = 0; position < unit.out().pixels(); position++) {
            for (int tap = 0; tap < taps; tap++) {
                int[] pixel = numbers(unit, in.get(position * taps + tap), channels);
                for (int c = 0; c < channels; c++) {
                    sums[position * channels + c] +=
                            (long) pixel[c] * unit.weights().at(c, tap);
                }
            }
        }
        return thresholded(
                unit, Arrays.stream(sums).map(sum -> counted(unit, sum)).toArray());
    }

    private static List<BigInteger> thresholded(MatrixUnit.Thresholded unit, long[] sums) {
        int rows = unit.weights().rows();
        int pe = unit.folding().pe();
        List<BigInteger> words = new ArrayList<>();
        int[] codes = new int[pe];
        for (int i = 0; i < sums.length; i++) {
            int row = i % rows;
            int position = i / rows;
            int width = unit.out().width();
            long[] thresholds = unit.thresholds()[unit.classes().at(position / width, position % width)];
            int code = 0;
            for (int level = 0; level < unit.levels(); level++) {
                code += sums[i] >= thresholds[row * unit.levels() + level] ? 1 : 0;
            }
            codes[row % pe] = code;
            if (row % pe == pe - 1) {
                words.add(Word.of(codes, unit.resultBits()));
            }
        }
        return words;
    }

    @Override
    public List<BigInteger> byteThreshold(Unit.ByteThreshold unit) {
        int channels = unit.shape().channels();
        List<BigInteger> words = new ArrayList<>();
        for (BigInteger word : in) {
            int[] bytes = Word.elements(word, Byte.SIZE, channels);
            words.add(Word.of(
                    IntStream.range(0, channels)
                            .map(c -> bytes[c] >= unit.thresholds()[c] ? 1 : 0)
                            .toArray(),
                    1));
        }
        return words;
    }

    @Override
    public List<BigInteger> pad(Unit.Pad unit) {
        BigInteger word = Word.of(unit.border(), unit.elementBits());
        List<BigInteger> words = new ArrayList<>();
        Padding padding = unit.padding();
        for (int y = -padding.top(); y < unit.in().height() + padding.bottom(); y++) {
            for (int x = -padding.left(); x < unit.in().width() + padding.right(); x++) {
                boolean inside = y >= 0
                        && y < unit.in().height()
                        && x >= 0
                        && x < unit.in().width();
                words.add(inside ? in.get(y * unit.in().width() + x) : word);
            }
        }
        return words;
    }

    @Override
    public List<BigInteger> window(Unit.Window unit) {
        List<BigInteger> words = new ArrayList<>();
        Window w = unit.window();
        BigInteger mask = BigInteger.ONE.shiftLeft(unit.outBits()).subtract(BigInteger.ONE);
        for (int y = 0; y < unit.out().height(); y++) {
            for (int x = 0; x < unit.out().width(); x++) {
                for (int i = 0; i < unit.groups() * w.taps(); i++) {
                    int tap = i % w.taps();
                    int row = y * w.strideY() + tap / w.kernelWidth() * w.dilationY();
                    int column = x * w.strideX() + tap % w.kernelWidth() * w.dilationX();
                    BigInteger pixel = in.get(row * unit.in().width() + column);
                    words.add(pixel.shiftRight(i / w.taps() * unit.outBits()).and(mask));
                }
            }
        }
        return words;
    }

    @Override
    public List<BigInteger> width(Unit.Width unit) {
        List<BigInteger> words = new ArrayList<>();
        BigInteger mask = BigInteger.ONE.shiftLeft(unit.outBits()).subtract(BigInteger.ONE);
        BigInteger held = BigInteger.ZERO;
        int bits = 0;
        for (BigInteger word : in) {
            held = held.or(word.shiftLeft(bits));
            bits += unit.inBits();
            for (; bits >= unit.outBits(); bits -= unit.outBits()) {
                words.add(held.and(mask));
                held = held.shiftRight(unit.outBits());
            }
        }
        return words;
    }

    @Override
    public List<BigInteger> sumPool(Unit.SumPool unit) {
        int channels = unit.out().channels();
        List<BigInteger> words = new ArrayList<>();
        for (int first = 0; first < in.size(); first += unit.taps()) {
            int[] sums = new int[channels];
            for (BigInteger word : in.subList(first, first + unit.taps())) {
                int[] pixel = Word.elements(word, unit.elementBits(), channels);
                Arrays.setAll(sums, c -> sums[c] + pixel[c]);
            }
            words.add(reached(sums, unit.maxSum(), unit.minus(), unit.thresholds(), unit.levels(), unit.resultBits()));
        }
        return words;
    }

    @Override
    public List<BigInteger> add(Unit.Add unit) {
        int channels = unit.out().channels();
        List<BigInteger> words = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            int[] sums = Word.elements(in.get(i), unit.elementBits(), channels);
            int[] skip = Word.elements(inputs.get(1).get(i), unit.elementBits(), channels);
            Arrays.setAll(sums, c -> sums[c] + skip[c]);
            words.add(reached(sums, unit.maxSum(), unit.minus(), unit.thresholds(), unit.levels(), unit.resultBits()));
        }
        return words;
    }

    private static BigInteger reached(int[] sums, int most, boolean[] minus, int[] thresholds, int levels, int bits) {
        int[] codes = new int[sums.length];
        for (int c = 0; c < sums.length; c++) {
            int value = minus[c] ? most - sums[c] : sums[c];
            for (int level = 0; level < levels; level++) {
                codes[c] += value >= thresholds[c * levels + level] ? 1 : 0;
            }
        }
        return Word.of(codes, bits);
    }

    @Override
    public List<BigInteger> pool(Unit.Pool unit) {
        int channels = unit.out().channels();
        List<BigInteger> words = new ArrayList<>();
        for (int first = 0; first < in.size(); first += unit.taps()) {
            int[] best = Word.elements(in.get(first), unit.elementBits(), channels);
            for (BigInteger word : in.subList(first, first + unit.taps())) {
                int[] pixel = Word.elements(word, unit.elementBits(), channels);
                Arrays.setAll(best, c -> unit.min()[c] ? Math.min(best[c], pixel[c]) : Math.max(best[c], pixel[c]));
            }
            words.add(Word.of(best, unit.elementBits()));
        }
        return words;
    }

    @Override
    public List<BigInteger> shuffle(Unit.Shuffle unit) {
        List<BigInteger> words = new ArrayList<>();
        for (BigInteger word : in) {
            BigInteger shuffled = BigInteger.ZERO;
            for (int c = 0; c < unit.out().channels(); c++) {
                for (int bit = 0; bit < unit.elementBits(); bit++) {
                    if (word.testBit(unit.channels().source(c) * unit.elementBits() + bit)) {
                        shuffled = shuffled.setBit(c * unit.elementBits() + bit);
                    }
                }
            }
            words.add(shuffled);
        }
        return words;
    }

    @Override
    public List<BigInteger> upsample(Unit.Upsample unit) {
        List<BigInteger> words = new ArrayList<>();
        for (int y = 0; y < unit.out().height(); y++) {
            for (int x = 0; x < unit.out().width(); x++) {
                int row = y / unit.factor().rows();
                words.add(in.get(row * unit.in().width() + x / unit.factor().columns()));
            }
        }
        return words;
    }

    @Override
    public List<BigInteger> fork(Unit.Fork unit) {
        return in;
    }

    @Override
    public List<BigInteger> concat(Unit.Concat unit) {
        List<BigInteger> words = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            words.add(in.get(i).or(inputs.get(1).get(i).shiftLeft(unit.inBits())));
        }
        return words;
    }

    @Override
    public List<BigInteger> labelSelect(Unit.LabelSelect unit) {
        List<BigInteger> labels = new ArrayList<>();
        for (int position = 0; position < unit.positions(); position++) {
            int first = position * unit.classes();
            List<Integer> classes =
                    new ArrayList<>(IntStream.range(0, unit.classes()).boxed().toList());
            Collections.sort(
                    classes,
                    Comparator.<Integer>comparingLong(c -> Word.signed(in.get(first + c), unit.scoreBits()))
                            .reversed());
            classes.stream()
                    .limit(unit.top())
                    .map(c -> Word.of(c, unit.outBits()))
                    .forEach(labels::add);
        }
        return labels;
    }
}
