// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.check.Frontend;
import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.OnnxExport;
import dev.bnn.exchange.QonnxExport;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.LiveGraph;
import dev.bnn.exchange.importer.layers.Arrangement;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.shape.AxisOrder;
import dev.bnn.exchange.importer.shape.ImageAxes;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelReader;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.exchange.wire.Printable;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Converts a QONNX model to a .bnn file and parameters: quantized layers, and branches of such layers, as Brevitas or
 * {@link QonnxExport} write them. It refuses whatever it does not know, and names the node and the operation.
 */
public final class QonnxImport {
    /** The range that most training scripts use: bytes divided by 255. */
    private static final String USUAL_RANGE = "0 .. 1";

    private static final long MOST_EXTENT = 65_536;

    private QonnxImport() {}

    /**
     * Settings for what the file does not say.
     *
     * @param name name of the network: letters, digits and _
     * @param range range of the input's values, such as {@code 0 .. 1}; empty for the range in the file or, if there is none, 0
     *     .. 1
     * @param data data set of the train section, or its path, used if no known data set has such images; may be empty
     * @param approximate true to drop a quantizer of the image that changes values slightly
     */
    public record Options(String name, String range, String data, boolean approximate) {
        /** Options with a name only. */
        public static Options named(String name) {
            return new Options(name, "", "", false);
        }

        public Options range(String of) {
            return new Options(name, of, data, approximate);
        }

        public Options data(String of) {
            return new Options(name, range, of, approximate);
        }

        public Options approximate(boolean may) {
            return new Options(name, range, data, may);
        }
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the file is no ONNX model
     * @throws ExchangeException if the model cannot be imported; the message names the node and the reason
     */
    public static Imported read(Path file, Options options) throws IOException, ExchangeException {
        Model model = ModelReader.read(file);
        try {
            if (OnnxExport.wrote(model)) {
                throw new ExchangeException("this is the integer network that bnn:export writes to be run; take "
                        + file.getFileName().toString().replaceAll("\\.onnx$", "") + ".qonnx.onnx, the trained one");
            }
            return convert(model, options);
        } catch (ExchangeException e) {
            throw new ExchangeException(file + ": " + e.getMessage());
        }
    }

    /**
     * Converts a model that has been read.
     *
     * @throws ExchangeException if the model cannot be imported
     */
    public static Imported convert(Model model, Options options) throws ExchangeException {
        LiveGraph graph = new LiveGraph(model);
        long[] dims = dims(graph.image());
        ImageAxes.Found axes = ImageAxes.of(graph, dims);
        ValueLayout image = image(graph.image(), dims, axes.order());
        Optional<String> statedRange = statedRange(model, graph.image(), options);
        String range = statedRange.orElse(USUAL_RANGE);
        boolean whole = graph.image().type() == Tensor.UINT8;
        NodeReader reader = new NodeReader(graph.constants(), ImageRange.parse(range), options.approximate());
        Map<String, Value> values = read(graph, new Value(image, new Value.Image(whole)), reader);
        // The scores depend on all the others.
        GraphNode last = graph.node(graph.size() - 1);
        Value scores = values.get(last.output());
        if (scores == null) {
            throw new ExchangeException("the graph's output does not depend on its input; export the whole model");
        }
        Arrangement arranged = new Arrangement(reader.layers(), reader.end(last, scores));
        List<String> notes = new ArrayList<>(reader.layers().notes());
        if (statedRange.isEmpty()) {
            notes.add("the input is taken to be the image's bytes as " + USUAL_RANGE
                    + "; -Dbnn.inputRange says otherwise");
        }
        if (axes.guessed()) {
            notes.add("the input is taken to be N x height x width x channels");
        }
        if (graph.image().type() == Tensor.FLOAT16) {
            notes.add("the graph computes in float16, which rounds sums above 2048; the network is exact");
        }
        List<String> classes =
                classes(model, image.shape(), scores.form().shape().channels(), notes);
        String text = ModelText.write(
                options.name(),
                "Imported" + (model.producer().isEmpty() ? "" : " from " + model.producer()),
                image.shape(),
                reader.range(),
                classes,
                scores.form().shape().pixels() > 1,
                arranged.blocks(),
                DataSetGuess.data(
                        image.shape(),
                        classes.size(),
                        options.data().isEmpty() ? "data/" + options.name() : options.data()));
        Network network = check(options.name(), text);
        return new Imported(text, network, parameters(network, arranged.order()), notes);
    }

    /** The range of the input, if the user or the file states it. An image that is marked as bytes has the range 0 .. 255. */
    private static Optional<String> statedRange(Model model, Model.Value image, Options options) {
        if (!options.range().isEmpty()) {
            return Optional.of(options.range());
        }
        boolean bytes = image.type() == Tensor.UINT8
                || "UINT8".equals(model.graph().datatypes().get(image.name()));
        Optional<String> written = Optional.ofNullable(model.metadata().get(QonnxExport.RANGE));
        return written.isEmpty() && bytes ? Optional.of(QonnxExport.BYTES) : written;
    }

    /** Reads node after node, evaluates constants on the way, and returns the values that depend on the image. */
    private static Map<String, Value> read(LiveGraph graph, Value image, NodeReader reader) throws ExchangeException {
        Map<String, Value> values = new HashMap<>();
        values.put(graph.image().name(), image);
        graph.constants().shape(graph.image().name(), image.form().dims());
        for (int i = 0; i < graph.size(); i++) {
            GraphNode node = graph.node(i);
            if (graph.constants().evaluate(node)) {
                continue;
            }
            Value alike = values.get(graph.firstAlike(i));
            if (alike != null) {
                values.put(node.output(), alike);
                graph.constants().shape(node.output(), alike.dims());
                continue;
            }
            List<Value> sources = new ArrayList<>();
            for (String input : node.inputs()) {
                if (!input.isEmpty() && !graph.constants().holds(input)) {
                    sources.add(source(graph, node, input, values));
                }
            }
            Value yielded = reader.read(node, sources);
            values.put(node.output(), yielded);
            graph.constants().shape(node.output(), yielded.dims());
        }
        return values;
    }

    /** A value that a node reads. Only bits and levels may be read by several nodes. */
    private static Value source(LiveGraph graph, GraphNode node, String input, Map<String, Value> values)
            throws ExchangeException {
        Value value = values.get(input);
        if (value == null) {
            throw node.refuse(
                    "reads " + Printable.name(input) + ", which nothing makes", "the graph is not well formed");
        }
        if (graph.readers(input) > 1 && !value.isBits()) {
            throw node.refuse(
                    "and " + (graph.readers(input) - 1) + " more read " + Printable.name(input)
                            + ", which is not quantized",
                    "branches begin with bits or levels: put a BipolarQuant or MultiThreshold before them");
        }
        return value;
    }

    /** The extents of the image, batch first; the batch is 0 if it is free. */
    private static long[] dims(Model.Value input) throws ExchangeException {
        String name = Printable.name(input.name());
        if (!List.of(Tensor.FLOAT, Tensor.FLOAT16, Tensor.UINT8).contains(input.type())) {
            throw new ExchangeException("input " + name + " has elements of type " + input.type()
                    + "; export the model with an input of float32 or of bytes, 1 or 2");
        }
        long[] dims = input.dims().stream().mapToLong(Model.Dim::size).toArray();
        if (dims.length != 4 || Arrays.stream(dims).skip(1).anyMatch(n -> n < 1 || n > MOST_EXTENT)) {
            throw new ExchangeException("input " + name + " has the shape " + Arrays.toString(dims)
                    + "; export the model with an input N x channels x height x width, or with the channels last");
        }
        return dims;
    }

    private static ValueLayout image(Model.Value input, long[] dims, AxisOrder order) throws ExchangeException {
        Shape image = new Shape(
                (int) dims[1 + order.place('C')], (int) dims[1 + order.place('H')], (int) dims[1 + order.place('W')]);
        if (!ValueLayout.holds(image) || dims[0] > MOST_EXTENT) {
            throw new ExchangeException(
                    "input " + Printable.name(input.name()) + " of " + image + " is too large to hold");
        }
        return new ValueLayout(Math.max(1, dims[0]), image, order, false);
    }

    private static List<String> classes(Model model, Shape image, int count, List<String> notes)
            throws ExchangeException {
        String lines = model.metadata().get(OnnxExport.CLASSES);
        if (lines != null) {
            List<String> named = List.of(lines.split("\n", -1));
            if (named.size() == count) {
                return requirePlain(named);
            }
            notes.add("the classes that the file names are left out: it has " + named.size() + " lines of them and "
                    + count + " scores");
        }
        Optional<List<String>> guessed = DataSetGuess.classes(image, count);
        guessed.ifPresent(names -> notes.add("the classes are taken to be those of CIFAR-10, in its order"));
        return guessed.orElseGet(
                () -> IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    private static List<String> requirePlain(List<String> classes) throws ExchangeException {
        for (String name : classes) {
            if (name.indexOf('"') >= 0) {
                throw new ExchangeException("the class " + Printable.name(name)
                        + " has a quotation mark, which a .bnn file cannot hold; rename it in the file's metadata");
            }
        }
        return classes;
    }

    /** Checks the text by the rules of the language. */
    private static Network check(String name, String text) throws ExchangeException {
        Frontend.Result result = Frontend.load(new SourceFile(name + ".bnn", text));
        for (Diagnostic d : result.diagnostics()) {
            if (d.severity() == Severity.ERROR) {
                throw new ExchangeException("as " + name + ".bnn it is not allowed: " + d.message() + "; " + d.hint());
            }
        }
        return result.network().orElseThrow();
    }

    /**
     * The parameters by the names of the network's layers. Apart from where branches begin and end, these are the imported
     * layers, in order.
     */
    private static Parameters parameters(Network network, List<ImportedLayer> layers) {
        List<Layer> own = network.layers().stream()
                .filter(l -> !(l instanceof Layer.Branch || l instanceof Layer.Add || l instanceof Layer.Concat))
                .toList();
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            String layer = own.get(i).name();
            layers.get(i).accept(new LayerArrays()).forEach((name, array) -> arrays.put(layer + "." + name, array));
        }
        return new Parameters(arrays);
    }

    /** The parameters of a layer, by their name within the layer. */
    private record LayerArrays() implements ImportedLayer.Visitor<Map<String, Parameters.Array>> {
        @Override
        public Map<String, Parameters.Array> conv(ImportedLayer.Conv c) {
            Window window = c.windows().window();
            int channels = c.weights().length / (c.rows() * window.taps());
            return weight(c.weights(), c.rows(), window.kernelHeight(), window.kernelWidth(), channels);
        }

        @Override
        public Map<String, Parameters.Array> depthwise(ImportedLayer.Depthwise d) {
            Window window = d.windows().window();
            int channels = d.weights().length / window.taps();
            return weight(d.weights(), channels, window.kernelHeight(), window.kernelWidth(), 1);
        }

        @Override
        public Map<String, Parameters.Array> dense(ImportedLayer.Dense d) {
            return weight(d.weights(), d.rows(), d.weights().length / d.rows());
        }

        @Override
        public Map<String, Parameters.Array> pool(ImportedLayer.Pool p) {
            return Map.of();
        }

        @Override
        public Map<String, Parameters.Array> shuffle(ImportedLayer.Shuffle s) {
            return Map.of();
        }

        @Override
        public Map<String, Parameters.Array> upsample(ImportedLayer.Upsample u) {
            return Map.of();
        }

        @Override
        public Map<String, Parameters.Array> norm(ImportedLayer.Norm n) {
            Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
            arrays.put("gamma", table(n.gamma()));
            arrays.put("beta", table(n.beta()));
            arrays.put("mean", table(n.mean()));
            arrays.put("variance", table(n.variance()));
            return arrays;
        }

        @Override
        public Map<String, Parameters.Array> quantize(ImportedLayer.Quantize q) {
            return Map.of();
        }

        @Override
        public Map<String, Parameters.Array> add(ImportedLayer.Add a) {
            return Map.of();
        }

        @Override
        public Map<String, Parameters.Array> concat(ImportedLayer.Concat c) {
            return Map.of();
        }

        private static Map<String, Parameters.Array> weight(float[] weights, int... shape) {
            return Map.of("weight", new Parameters.Array(shape, weights));
        }

        private static Parameters.Array table(float[] values) {
            return new Parameters.Array(new int[] {values.length}, values);
        }
    }
}
