// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import dev.bnn.template.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The function of a step: its tables, and its call of the library. */
final class StepView implements Stage.Visitor<List<String>> {
    private static final int LINE = 108;

    private final Step step;
    private final List<CView.Table> tables = new ArrayList<>();
    private final List<CView.Struct> structs = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private int windowWords;
    private int channels;

    StepView(Step step) {
        this.step = step;
        statements.addAll(step.sums().orElse(step.last()).accept(this));
    }

    /**
     * @param reads the maps, as parameters of the function and arguments of its call
     * @param where the place of the layer in the model, or empty
     */
    CView.Layer layer(List<CView.Map> reads, CView.Map writes, String where) {
        return new CView.Layer(
                step.name(),
                new Text(comment() + (where.isEmpty() ? "" : " (" + where + ")")),
                tables,
                structs,
                reads,
                writes,
                statements);
    }

    List<CView.Table> tables() {
        return tables;
    }

    /** Bytes of the buffers on the stack, with the windows of one position: those of a build without vectors. */
    long stack() {
        return 4L * (windowWords + channels);
    }

    private String comment() {
        return step.sums().orElse(step.last()).accept(new StepComment());
    }

    @Override
    public List<String> matrix(Stage.Matrix m) {
        window(m.input(), m.output(), m.window(), pad(m.padValue()), m.groups());
        int rows = m.output().channels();
        int each = rows / m.groups();
        int columns = m.columns();
        String weights;
        if (step.onImage()) {
            table("int8_t", "weights", groups(m, g -> WeightPlanes.bytes(g.weights(), each, columns)));
            buffers(Step.Values.words(columns * Byte.SIZE), rows);
            weights = "weights, " + m.limit();
        } else {
            table("uint32_t", "weights", groups(m, g -> WeightPlanes.bits(g.weights(), each, columns, m.weightBits())));
            buffers(step.in().planes() * Step.Values.words(columns), rows);
            weights = "weights, " + m.weightBits();
        }
        String function = step.onImage() ? "bnn_byte_matrix" : "bnn_matrix";
        CountForm[] forms = IntStream.range(0, rows)
                .mapToObj(c -> step.onImage()
                        ? CountForm.NEGATED
                        : CountForm.of(
                                Arrays.copyOfRange(m.weights(), c * columns, (c + 1) * columns),
                                m.weightBits(),
                                step.in().planes()))
                .toArray(CountForm[]::new);
        return step.last().accept(new Ending(forms, function, "&window, in, " + weights, "windows, counts"));
    }

    /** The tables of all groups, one after the other. */
    private static List<String> groups(Stage.Matrix m, Function<Stage.Matrix, List<String>> table) {
        return IntStream.range(0, m.groups())
                .mapToObj(g -> table.apply(m.group(g)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<String> depthwise(Stage.Depthwise d) {
        window(d.input(), d.output(), d.window(), pad(d.padValue()));
        int rows = d.input().channels();
        table("int8_t", "weights", WeightPlanes.taps(d.weights(), rows));
        buffers(step.onImage() ? Step.Values.words(d.weights().length * Byte.SIZE) : 0, rows);
        return step.last()
                .accept(new Ending(
                        negated(rows),
                        step.onImage() ? "bnn_byte_depthwise" : "bnn_depthwise",
                        "&window, in, weights",
                        step.onImage() ? "windows, counts" : "counts"));
    }

    @Override
    public List<String> sum(Stage.Sum s) {
        window(s.input(), s.output(), s.window(), 0);
        table("uint32_t", "minus", WeightPlanes.mask(s.minus()));
        buffers(0, s.input().channels());
        return step.last().accept(new Ending(negated(s.input().channels()), "bnn_sum", "&window, in, minus", "counts"));
    }

    @Override
    public List<String> add(Stage.Add a) {
        table("uint32_t", "minus", WeightPlanes.mask(a.minus()));
        buffers(0, a.input().channels());
        String arguments = String.format(
                Locale.ROOT,
                "in, other, %d, %d, minus",
                a.input().height() * a.input().width(),
                step.in().planes());
        return step.last().accept(new Ending(negated(a.input().channels()), "bnn_add", arguments, "counts"));
    }

    @Override
    public List<String> concat(Stage.Concat c) {
        return List.of(String.format(
                Locale.ROOT,
                "bnn_concat(in, other, %d, %d, %d, %d, out);",
                c.input().height() * c.input().width(),
                step.in().planes(),
                c.output().channels() - c.input().channels(),
                c.input().channels()));
    }

    @Override
    public List<String> branch(Stage.Branch b) {
        throw new IllegalStateException(b.name() + " computes nothing");
    }

    @Override
    public List<String> threshold(Stage.Threshold t) {
        buffers(0, t.input().channels());
        String arguments = "in, " + t.input().height() * t.input().width();
        return t.accept(new Ending(negated(t.input().channels()), "bnn_image_levels", arguments, "counts"));
    }

    @Override
    public List<String> pool(Stage.Pool p) {
        window(p.input(), p.output(), p.window(), 0);
        boolean least = false;
        for (boolean min : p.min()) {
            least |= min;
        }
        if (least) {
            table("uint32_t", "min", WeightPlanes.mask(p.min()));
        }
        return List.of("bnn_pool(&window, in, " + (least ? "min" : "0") + ", out);");
    }

    @Override
    public List<String> shuffle(Stage.Shuffle s) {
        return List.of(String.format(
                Locale.ROOT,
                "bnn_shuffle(in, %d, %d, %d, %d, out);",
                s.input().positions(),
                s.input().channels(),
                step.in().planes(),
                s.groups()));
    }

    @Override
    public List<String> upsample(Stage.Upsample u) {
        return List.of(String.format(
                Locale.ROOT,
                "bnn_upsample(in, %d, %d, %d, %d, %d, out);",
                u.input().height(),
                u.input().width(),
                step.in().planes() * Step.Values.words(u.input().channels()),
                u.rows(),
                u.columns()));
    }

    @Override
    public List<String> score(Stage.Score s) {
        throw new IllegalStateException(s.name() + " is on the sums of a matrix");
    }

    private static CountForm[] negated(int channels) {
        CountForm[] forms = new CountForm[channels];
        Arrays.fill(forms, CountForm.NEGATED);
        return forms;
    }

    private void window(Dims in, Dims out, Window window, int pad) {
        window(in, out, window, pad, 1);
    }

    private void window(Dims in, Dims out, Window window, int pad, int groups) {
        structs.add(new CView.Struct(
                "bnn_window",
                "window",
                list(IntStream.of(
                        in.height(),
                        in.width(),
                        in.channels(),
                        step.in().planes(),
                        groups,
                        out.height(),
                        out.width(),
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.strideY(),
                        window.strideX(),
                        window.dilationY(),
                        window.dilationX(),
                        window.top(),
                        window.left(),
                        pad))));
    }

    /** Bits are 0 and 1 in the map. */
    private int pad(int value) {
        return step.in().planes() == 1 ? (value > 0 ? 1 : 0) : value;
    }

    private void buffers(int words, int rows) {
        windowWords = words;
        channels = (rows + WeightPlanes.LANES - 1) / WeightPlanes.LANES * WeightPlanes.LANES;
        if (words > 0) {
            statements.add("uint32_t windows[" + words + " * BNN_POSITIONS];");
        }
        statements.add("int32_t counts[" + channels + " * BNN_POSITIONS];");
    }

    private void table(String type, String name, List<String> values) {
        tables.add(new CView.Table(type, name, values.size(), lines(values)));
    }

    private static List<String> lines(List<String> values) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String value : values) {
            if (line.length() + value.length() + 2 > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(value).append(',');
        }
        lines.add(line.toString());
        return lines;
    }

    private static String list(IntStream values) {
        return values.mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    /** The end of a function, which computes levels or scores from the counts. */
    private final class Ending implements Stage.Visitor<List<String>> {
        private final CountForm[] forms;
        private final String function;
        private final String arguments;
        private final String buffers;

        Ending(CountForm[] forms, String function, String arguments, String buffers) {
            this.forms = forms;
            this.function = function;
            this.arguments = arguments;
            this.buffers = buffers;
        }

        @Override
        public List<String> threshold(Stage.Threshold t) {
            table("int32_t", "limits", limits(t));
            boolean classes = t.thresholds().length > 1;
            if (classes) {
                table("uint16_t", "row_class", texts(t.rowClass()));
                table("uint16_t", "column_class", texts(t.columnClass()));
            }
            structs.add(new CView.Struct(
                    "bnn_levels",
                    "levels",
                    list(IntStream.of(
                                    t.input().channels(),
                                    Step.Values.planes(t.levels()),
                                    t.levels(),
                                    t.input().width(),
                                    t.columnClasses()))
                            + (classes ? ", row_class, column_class" : ", 0, 0")));
            return List.of(function + "(" + arguments + ", &levels, limits, " + buffers + ", out);");
        }

        private List<String> limits(Stage.Threshold t) {
            List<String> limits = new ArrayList<>();
            for (long[] row : t.thresholds()) {
                for (int first = 0; first < forms.length; first += WeightPlanes.LANES) {
                    for (int level = 0; level < t.levels(); level++) {
                        for (int c = first; c < Math.min(forms.length, first + WeightPlanes.LANES); c++) {
                            int limit = forms[c].limit(row[c * t.levels() + level]);
                            // The least int has no literal.
                            limits.add(limit == Integer.MIN_VALUE ? "INT32_MIN" : Integer.toString(limit));
                        }
                    }
                }
            }
            return limits;
        }

        @Override
        public List<String> score(Stage.Score s) {
            table("int64_t", "base", texts(Arrays.stream(forms).mapToLong(CountForm::base)));
            table("int64_t", "multiplier", texts(Arrays.stream(s.multiplier())));
            table("int64_t", "addend", texts(Arrays.stream(s.addend())));
            structs.add(new CView.Struct(
                    "bnn_ranking",
                    "ranking",
                    forms.length + ", " + forms[0].factor() + ", " + forms[0].divisor()
                            + ", base, multiplier, addend"));
            return List.of(function + "_scores(" + arguments + ", &ranking, " + buffers + ", out);");
        }

        @Override
        public List<String> matrix(Stage.Matrix m) {
            throw noEnding(m);
        }

        @Override
        public List<String> depthwise(Stage.Depthwise d) {
            throw noEnding(d);
        }

        @Override
        public List<String> pool(Stage.Pool p) {
            throw noEnding(p);
        }

        @Override
        public List<String> sum(Stage.Sum s) {
            throw noEnding(s);
        }

        @Override
        public List<String> add(Stage.Add a) {
            throw noEnding(a);
        }

        @Override
        public List<String> shuffle(Stage.Shuffle s) {
            throw noEnding(s);
        }

        @Override
        public List<String> upsample(Stage.Upsample u) {
            throw noEnding(u);
        }

        @Override
        public List<String> branch(Stage.Branch b) {
            throw noEnding(b);
        }

        @Override
        public List<String> concat(Stage.Concat c) {
            throw noEnding(c);
        }

        private IllegalStateException noEnding(Stage stage) {
            return new IllegalStateException(stage.name() + " is not on sums");
        }

        private List<String> texts(int[] values) {
            return Arrays.stream(values).mapToObj(Integer::toString).toList();
        }

        private List<String> texts(LongStream values) {
            return values.mapToObj(v -> v == Long.MIN_VALUE ? "INT64_MIN" : "INT64_C(" + v + ")")
                    .toList();
        }
    }
}
