package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Reach;
import dev.bnn.ir.Weights;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The integer network as an ONNX model of standard operators (operator set 13), which computes the same scores bit for
 * bit wherever it runs: sums are integers in float32, exact below 2^24 in any order of adding, thresholds are
 * comparisons, and scores are int64.
 *
 * <p>Input {@code image}: uint8 [N, channels, height, width], the bytes of the image as they are. Output: int64 [N,
 * classes]. Weights are float32, -1 and +1, so that every runtime takes its usual convolution and matrix product.
 */
public final class OnnxExport {
    /** Name of the graph's input. */
    public static final String INPUT = "image";

    /** Key of the classes' names in the model's metadata, one a line. */
    static final String CLASSES = "classes";

    /** Integers up to here are exact in float32. */
    private static final long EXACT = 1L << 24;

    private final Ir ir;
    private final GraphBuilder graph;
    /** True while the value is a map [N, C, H, W]; false where it is a vector [N, C]. */
    private boolean map = true;

    /** What a node yields: the name of the value, and whether it is a map [N, C, H, W]. */
    private record Yielded(String value, boolean map) {}

    private final Map<String, Yielded> yielded = new HashMap<>();

    private OnnxExport(Ir ir) {
        this.ir = ir;
        this.graph = new GraphBuilder(ir.network(), INPUT);
    }

    /**
     * Lowers a trained network and writes it.
     *
     * @throws dev.bnn.source.DiagnosticException where it has no integer form
     * @throws ExchangeException where its sums do not fit into float32
     */
    public static void write(Network network, Parameters parameters, Path file) throws ExchangeException, IOException {
        Lowered lowered =
                Lowering.lower(new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()));
        ModelWriter.write(file, model(lowered.ir()));
    }

    /** The model of a lowered network. */
    public static Model model(Ir lowered) throws ExchangeException {
        return new OnnxExport(lowered).build();
    }

    private Model build() throws ExchangeException {
        Shape image = ir.nodes().get(0).type().shape();
        graph.add("image.float", "Cast", Map.of("to", new Attribute.Int(Tensor.FLOAT)));
        for (int i = 1; i < ir.nodes().size(); i++) {
            Node node = ir.nodes().get(i);
            add(node, ir.nodes().get(i - 1).type());
            yielded.put(node.name(), new Yielded(graph.value(), map));
        }
        Model.Value input = new Model.Value(INPUT, Tensor.UINT8, GraphBuilder.dims(Model.Dim.BATCH, image));
        Model.Value output = new Model.Value(
                graph.value(),
                Tensor.INT64,
                List.of(Model.Dim.BATCH, Model.Dim.of(ir.classes().size())));
        return graph.build(input, output, Map.of(), Map.of(), Map.of(CLASSES, String.join("\n", ir.classes())));
    }

    private void add(Node node, TensorType in) throws ExchangeException {
        if (node.op() instanceof Op.Convolution c) {
            conv(node, c, in);
        } else if (node.op() instanceof Op.Dense d) {
            dense(node, d, in);
        } else if (node.op() instanceof Op.Threshold t) {
            threshold(node, t, in);
        } else if (node.op() instanceof Op.Pool p) {
            pool(node, p, in.shape());
        } else if (node.op() instanceof Op.Sum s) {
            sum(node, s, in);
        } else if (node.op() instanceof Op.Add a) {
            residual(node, a, in);
        } else if (node.op() instanceof Op.Score s) {
            score(node, s);
        } else {
            throw new IllegalArgumentException(node.name() + " is not an operation of a lowered network");
        }
    }

    private void conv(Node node, Op.Convolution conv, TensorType in) throws ExchangeException {
        requireExact(node, in);
        toMap(node, in.shape());
        int amount = conv.padding().amount();
        boolean zeros = conv.padding().value() == 0;
        if (amount > 0 && !zeros) {
            graph.pad(node.name(), amount, conv.padding().value());
        }
        int k = conv.kernel();
        boolean depthwise = conv instanceof Op.Depthwise;
        int channels = in.shape().channels();
        int seen = depthwise ? 1 : channels;
        float[] weights = Layout.rowsToChw(floats(conv.weights()), new Shape(seen, k, k));
        Map<String, Attribute> attributes = GraphBuilder.windows(k, conv.stride(), zeros ? amount : 0);
        graph.add(
                node.name(),
                "Conv",
                depthwise ? GraphBuilder.inGroups(channels, attributes) : attributes,
                graph.constant(Tensor.floats(
                        node.name() + ".weight", weights, conv.weights().rows(), seen, k, k)));
    }

    private void dense(Node node, Op.Dense dense, TensorType in) throws ExchangeException {
        requireExact(node, in);
        if (map) {
            graph.flatten(node.name() + ".vector");
            map = false;
        }
        float[] weights = Layout.rowsToChw(floats(dense.weights()), in.shape());
        graph.add(
                node.name(),
                "Gemm",
                Map.of("transB", new Attribute.Int(1)),
                graph.constant(Tensor.floats(
                        node.name() + ".weight",
                        weights,
                        dense.weights().rows(),
                        dense.weights().columns())));
    }

    /**
     * A value is compared with T, then one of two constants is chosen: 0 never occurs. For a code of several levels the ones of
     * all comparisons are added up.
     */
    private void threshold(Node node, Op.Threshold op, TensorType in) {
        String value = graph.value();
        if (op.levels() == 1) {
            String at = thresholds(node, op, in, 0);
            String reached = graph.add(node.name() + ".reached", "GreaterOrEqual", Map.of(), at);
            choose(node.name(), reached, graph.scalar("constant.minus_one", -1));
            return;
        }
        String sum = "";
        for (int level = 0; level < op.levels(); level++) {
            String stem = node.name() + ".level" + (level + 1);
            String at = thresholds(node, op, in, level);
            String reached = graph.node(stem + ".reached", "", "GreaterOrEqual", Map.of(), List.of(value, at));
            String one = choose(stem, reached, graph.scalar("constant.zero", 0));
            boolean last = level == op.levels() - 1;
            sum = level == 0
                    ? one
                    : graph.node(last ? node.name() : stem + ".sum", "", "Add", Map.of(), List.of(sum, one));
        }
    }

    private String choose(String name, String reached, String otherwise) {
        return graph.node(
                name, "", "Where", Map.of(), List.of(reached, graph.scalar("constant.plus_one", 1), otherwise));
    }

    /** One level of the thresholds as a constant. */
    private String thresholds(Node node, Op.Threshold op, TensorType in, int level) {
        Shape shape = in.shape();
        ValueSet.Integers reach = in.values().integers().orElseThrow();
        boolean byPosition = op.thresholds().length > 1;
        int height = byPosition ? shape.height() : 1;
        int width = byPosition ? shape.width() : 1;
        float[] values = new float[shape.channels() * height * width];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % (height * width);
            int at = i / (height * width) * op.levels() + level;
            long t = op.thresholds()[op.classes().at(pixel / width, pixel % width)][at];
            // What lies beyond all sums means always or never, and stays so at the rim, where float32 is exact.
            values[i] = Math.max(reach.lo(), Math.min(reach.hi() + 1, t));
        }
        long[] dims = map ? new long[] {1, shape.channels(), height, width} : new long[] {1, shape.channels()};
        String name = node.name() + ".threshold" + (op.levels() == 1 ? "" : level + 1);
        return graph.constant(Tensor.floats(name, values, dims));
    }

    /** The smallest of a window is minus the largest of the negated values. */
    private void pool(Node node, Op.Pool pool, Shape in) {
        toMap(node, in);
        boolean turned = false;
        float[] turn = new float[pool.min().length];
        for (int c = 0; c < turn.length; c++) {
            turn[c] = pool.min()[c] ? -1 : 1;
            turned |= pool.min()[c];
        }
        String factor = turned ? graph.constant(Tensor.floats(node.name() + ".turn", turn, 1, turn.length, 1, 1)) : "";
        if (turned) {
            graph.add(node.name() + ".turned", "Mul", Map.of(), factor);
        }
        graph.add(
                turned ? node.name() + ".max" : node.name(),
                "MaxPool",
                GraphBuilder.windows(pool.size(), pool.stride(), 0));
        if (turned) {
            graph.add(node.name(), "Mul", Map.of(), factor);
        }
    }

    /** A convolution of each channel by itself with ones: an average would round. */
    private void sum(Node node, Op.Sum sum, TensorType in) throws ExchangeException {
        requireExact(node, in);
        toMap(node, in.shape());
        int channels = in.shape().channels();
        float[] weights = new float[channels * sum.taps()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum.minus()[i / sum.taps()] ? -1 : 1;
        }
        graph.add(
                node.name(),
                "Conv",
                GraphBuilder.inGroups(channels, GraphBuilder.windows(sum.size(), sum.stride(), 0)),
                graph.constant(Tensor.floats(node.name() + ".ones", weights, channels, 1, sum.size(), sum.size())));
    }

    private void residual(Node node, Op.Add add, TensorType in) {
        Yielded other = yielded.get(node.inputs().get(1));
        if (other.map()) {
            toMap(node, in.shape());
        } else if (map) {
            graph.flatten(node.name() + ".vector");
            map = false;
        }
        boolean turned = false;
        float[] turn = new float[add.minus().length];
        for (int c = 0; c < turn.length; c++) {
            turn[c] = add.minus()[c] ? -1 : 1;
            turned |= add.minus()[c];
        }
        graph.add(turned ? node.name() + ".sum" : node.name(), "Add", Map.of(), other.value());
        if (turned) {
            long[] dims = map ? new long[] {1, turn.length, 1, 1} : new long[] {1, turn.length};
            graph.add(node.name(), "Mul", Map.of(), graph.constant(Tensor.floats(node.name() + ".turn", turn, dims)));
        }
    }

    private void score(Node node, Op.Score score) {
        int n = score.addend().length;
        if (map) {
            graph.flatten(node.name() + ".vector");
        }
        graph.add(node.name() + ".sums", "Cast", Map.of("to", new Attribute.Int(Tensor.INT64)));
        graph.add(
                node.name() + ".scaled",
                "Mul",
                Map.of(),
                graph.constant(Tensor.longs(node.name() + ".multiplier", score.multiplier(), 1, n)));
        graph.add(
                node.name(),
                "Add",
                Map.of(),
                graph.constant(Tensor.longs(node.name() + ".addend", score.addend(), 1, n)));
    }

    private void toMap(Node node, Shape shape) {
        if (!map) {
            graph.toPixel(node.name(), shape.channels());
            map = true;
        }
    }

    private static void requireExact(Node node, TensorType in) throws ExchangeException {
        ValueSet.Integers sums = Reach.of(node.op(), in).values();
        Geometry g = Geometry.of(node.op(), in.shape());
        long columns = node.op() instanceof Op.Linear l ? l.weights().columns() : g.taps();
        long most = Math.max(Math.max(-sums.lo(), sums.hi()), in.values() instanceof ValueSet.Bipolar ? columns : 0);
        if (most >= EXACT) {
            throw new ExchangeException("the sums of " + node.name() + " reach " + most
                    + ", but float32 holds whole numbers only up to " + EXACT
                    + "; give the layer fewer inputs to export it to ONNX");
        }
    }

    private static float[] floats(Weights weights) {
        float[] values = new float[weights.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.values()[i];
        }
        return values;
    }
}
