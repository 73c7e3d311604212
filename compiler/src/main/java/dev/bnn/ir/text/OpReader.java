// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Factor;
import dev.bnn.model.Normalization;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the operation of a node: the word of its line, and the lines below it. */
final class OpReader {
    /** The largest extent of a map, a window or a padding. */
    static final int MAX_SIZE = 1 << 16;

    private static final int[] NO_DILATION = {1, 1};
    private static final String EACH = " in each channel";
    private static final String CODES = ", as codes";
    private static final String SMOOTH = "smooth ";

    private final TextLine line;
    private final String word;
    private final Attributes attributes;
    private final List<TensorType> inputs;

    OpReader(TextLine line, String word, Attributes attributes, List<TensorType> inputs) {
        this.line = line;
        this.word = word;
        this.attributes = attributes;
        this.inputs = inputs;
    }

    Op read() {
        if (word.equals("input")) {
            return new Op.Input();
        }
        if (inputs.isEmpty()) {
            throw line.errorHere("expected the node that " + word + " reads");
        }
        switch (word) {
            case "scale":
                return scale(attributes.take("range"));
            case "conv":
                return convolution(false);
            case "depthwise":
                return convolution(true);
            case "dense":
                return new Op.Dense(weights());
            case "affine":
                return affine(attributes, in());
            case "normalize":
                return new Op.Normalize(attributes.takeAll("z").stream()
                        .map(OpReader::normalization)
                        .toList());
            case "pool":
                return pool();
            case "sum":
                return sum();
            case "upsample":
                return upsample(attributes.take("factor"));
            case "shuffle":
                return shuffle(attributes.take("groups"));
            case "add":
                return new Op.Add(negated());
            case "concat":
                return new Op.Concat();
            case "quantize":
                return quantize(attributes.take("levels"));
            case "dropout":
                return new Op.Dropout();
            case "flatten":
                return new Op.Flatten();
            case "threshold":
                return threshold();
            case "score":
                return new Op.Score(
                        integers(attributes.take("multiplier")),
                        integers(attributes.take("addend")),
                        attributes.take("scale").rest(Double::parseDouble));
            default:
                throw line.error("there is no operation " + word);
        }
    }

    private Shape in() {
        return inputs.get(0).shape();
    }

    private static Op scale(TextLine line) {
        BigDecimal low = line.upTo(" .. ", BigDecimal::new);
        return new Op.Scale(line.rest(high -> new ValueSet.ScaledBytes(low, new BigDecimal(high))));
    }

    private Op convolution(boolean depthwise) {
        TextLine window = attributes.take("window");
        window.expect("kernel ");
        int[] kernel = pair(window, 1);
        int[] stride = stride(window);
        int[] dilation = window.accept(", dilation ") ? pair(window, 1) : NO_DILATION;
        int groups = !depthwise && window.accept(", groups ") ? window.integer(1, MAX_SIZE) : 1;
        window.expect(", padding ");
        int[] sides = sides(window);
        window.expect(" of ");
        int value = window.integer(-MAX_SIZE, MAX_SIZE);
        Padding padding = new Padding(sides[0], sides[1], sides[2], sides[3], value);
        window.expectEnd();
        Window windows = window(kernel, stride, dilation);
        return depthwise
                ? new Op.Depthwise(weights(), windows, padding)
                : new Op.Conv(weights(), windows, padding, groups);
    }

    private static Window window(int[] kernel, int[] stride, int[] dilation) {
        return new Window(kernel[0], kernel[1], stride[0], stride[1], dilation[0], dilation[1]);
    }

    /** Rows x columns, or one number for both. */
    private static int[] pair(TextLine line, int least) {
        int rows = line.integer(least, MAX_SIZE);
        return new int[] {rows, line.accept(" x ") ? line.integer(least, MAX_SIZE) : rows};
    }

    /** Rows above and below, columns on the left and right. */
    private static int[] sides(TextLine line) {
        if (!line.at("top ")) {
            int[] amounts = pair(line, 0);
            return new int[] {amounts[0], amounts[0], amounts[1], amounts[1]};
        }
        int[] sides = new int[4];
        String[] words = {"top ", " bottom ", " left ", " right "};
        for (int i = 0; i < sides.length; i++) {
            line.expect(words[i]);
            sides[i] = line.integer(0, MAX_SIZE);
        }
        return sides;
    }

    private static Op upsample(TextLine line) {
        int[] factor = pair(line, 1);
        line.expectEnd();
        return new Op.Upsample(new Factor(factor[0], factor[1]));
    }

    private Op shuffle(TextLine line) {
        int channels = in().channels();
        int groups = line.integer(1, channels);
        if (channels % groups != 0) {
            throw line.errorHere("expected a divisor of " + channels + " channels");
        }
        line.expectEnd();
        return new Op.Shuffle(new ChannelShuffle(groups, channels));
    }

    private Op pool() {
        TextLine line = attributes.take("window");
        int[] size = size(line);
        int[] stride = stride(line);
        int[] sides = line.accept(", padding ") ? sides(line) : new int[4];
        boolean[] min = channels(line, ", min in channels", in().channels());
        line.expectEnd();
        Padding padding = new Padding(sides[0], sides[1], sides[2], sides[3], 0);
        return new Op.Pool(window(size, stride, NO_DILATION), padding, min);
    }

    private Op sum() {
        TextLine line = attributes.take("window");
        int[] size = size(line);
        int[] stride = stride(line);
        boolean[] minus = channels(line, ", negated in channels", in().channels());
        line.expectEnd();
        return new Op.Sum(window(size, stride, NO_DILATION), minus);
    }

    private static int[] size(TextLine line) {
        line.expect("size ");
        return pair(line, 1);
    }

    private static int[] stride(TextLine line) {
        line.expect(", stride ");
        return pair(line, 1);
    }

    private boolean[] negated() {
        if (!attributes.has("negated")) {
            return new boolean[in().channels()];
        }
        TextLine negated = attributes.take("negated");
        boolean[] mask = channels(negated, "in channels", in().channels());
        negated.expectEnd();
        return mask;
    }

    /** The channels after these words, if the words come next. */
    static boolean[] channels(TextLine line, String words, int channels) {
        boolean[] mask = new boolean[channels];
        if (line.accept(words)) {
            do {
                line.expect(" ");
                mask[line.integer(0, channels - 1)] = true;
            } while (line.at(" "));
        }
        return mask;
    }

    /** The map of an affine operation or a view on values of that shape. */
    static Op.Affine affine(Attributes attributes, Shape shape) {
        PositionClasses classes = classes(attributes, shape);
        List<ExactLine[]> rows = new ArrayList<>();
        for (TextLine row : attributes.takeAll("x")) {
            rows.add(lines(row, shape.channels()));
        }
        if (rows.size() != classes.count()) {
            throw attributes.missing("x", classes.count(), rows.size());
        }
        return new Op.Affine(rows.toArray(ExactLine[][]::new), classes);
    }

    private static ExactLine[] lines(TextLine row, int channels) {
        List<ExactLine> lines = row.rest(text -> text.endsWith(EACH)
                ? Collections.nCopies(channels, Numerals.line(text.substring(0, text.length() - EACH.length())))
                : List.of(text.split(", ", -1)).stream().map(Numerals::line).toList());
        if (lines.size() != channels) {
            throw row.error("has " + lines.size() + " lines for " + channels + " channels");
        }
        return lines.toArray(ExactLine[]::new);
    }

    private static PositionClasses classes(Attributes attributes, Shape shape) {
        return attributes.has("rows")
                ? new PositionClasses(
                        classes(attributes.take("rows"), shape.height()),
                        classes(attributes.take("columns"), shape.width()))
                : PositionClasses.single(shape);
    }

    private static int[] classes(TextLine line, int count) {
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            line.expect(i == 0 ? "" : " ");
            classes[i] = line.integer(0, count - 1);
        }
        line.expectEnd();
        return classes;
    }

    /** Reads gamma * (x - mean) / sqrt(variance + eps) + beta, with numbers. */
    private static Normalization normalization(TextLine line) {
        float gamma = line.upTo(" * (x - ", Float::parseFloat);
        float mean = line.upTo(") / sqrt(", Float::parseFloat);
        BigDecimal spread = line.upTo(") + ", OpReader::spread);
        return line.rest(beta -> Normalization.of(gamma, Float.parseFloat(beta), mean, 0, spread));
    }

    private static BigDecimal spread(String text) {
        BigDecimal spread = new BigDecimal(text);
        if (spread.signum() <= 0) {
            throw new IllegalArgumentException("variance + eps is " + spread + ", not above 0");
        }
        return spread;
    }

    private static Op quantize(TextLine line) {
        return line.rest(text -> {
            boolean codes = text.endsWith(CODES);
            return new Op.Quantize(activation(codes ? text.substring(0, text.length() - CODES.length()) : text), codes);
        });
    }

    private static Activation activation(String text) {
        String word = text.startsWith(SMOOTH) ? text.substring(SMOOTH.length()) : text;
        Activation activation;
        if (word.equals("sign")) {
            activation = Activation.SIGN;
        } else if (word.equals("ternary")) {
            activation = Activation.TERNARY;
        } else if (word.startsWith("quant ")) {
            activation = new Activation(Integer.parseInt(word.substring("quant ".length())), true);
        } else if (word.startsWith("relu ")) {
            activation = new Activation(Integer.parseInt(word.substring("relu ".length())), false);
        } else {
            throw new IllegalArgumentException("\"" + word + "\" is none of sign, ternary, quant N and relu N");
        }
        return word.equals(text) ? activation : activation.line();
    }

    private Op threshold() {
        Activation activation = attributes.take("levels").rest(OpReader::activation);
        PositionClasses classes = classes(attributes, in());
        long[][] rows = attributes.takeAll("thresholds").stream()
                .map(OpReader::integers)
                .toArray(long[][]::new);
        return new Op.Threshold(rows, classes, activation);
    }

    /** Integers with a space or a comma between them. */
    private static long[] integers(TextLine line) {
        List<Long> values = new ArrayList<>();
        values.add(line.integer());
        while (!line.atEnd()) {
            line.accept(",");
            line.expect(" ");
            values.add(line.integer());
        }
        return values.stream().mapToLong(v -> v).toArray();
    }

    private Weights weights() {
        TextLine head = attributes.take("weights");
        WeightType type = head.rest(word -> WeightType.ofWord(word)
                .filter(t -> t != WeightType.FLOAT)
                .orElseThrow(() -> new IllegalArgumentException("there are no weights " + word)));
        List<TextLine> rows = attributes.below().rest();
        if (rows.isEmpty()) {
            throw head.error("expected rows of weights below");
        }
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        int columns = 0;
        for (TextLine row : rows) {
            int before = values.size();
            weights(row, type, values);
            columns = before == 0 ? values.size() : columns;
            if (values.size() - before != columns) {
                throw row.error("this row of weights is not as long as the first");
            }
        }
        return new Weights(rows.size(), columns, values.toByteArray(), type);
    }

    private static void weights(TextLine row, WeightType type, ByteArrayOutputStream values) {
        if (type.limit() == 1) {
            while (!row.atEnd()) {
                row.accept(" ");
                values.write(row.accept("+") ? 1 : row.accept("-") ? -1 : zero(row));
            }
            return;
        }
        for (long weight : integers(row)) {
            if (Math.abs(weight) > type.limit()) {
                throw row.error(weight + " is no weight of type " + type.word());
            }
            values.write((int) weight);
        }
    }

    private static int zero(TextLine row) {
        row.expect("0");
        return 0;
    }
}
