package dev.bnn.exchange;

import dev.bnn.check.Frontend;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelReader;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a .bnn file and parameters of a QONNX model: a chain of binary layers as Brevitas exports them, or as
 * {@link QonnxExport} writes them. What it cannot take it names by node and operation.
 */
public final class QonnxImport {
    /** What most training scripts feed: bytes divided by 255. */
    private static final String USUAL_RANGE = "0 .. 1";

    private static final long MOST_EXTENT = 65_536;

    private QonnxImport() {}

    /**
     * Reads a model.
     *
     * @param name of the network that it becomes: letters, digits and _
     * @param range the range of the input's values, such as {@code 0 .. 1}; empty for what the file says, or 0 .. 1
     * @param data data set of the train section, or the path of one, where no known one has such images; or empty
     * @throws IOException where the file is no model
     * @throws ExchangeException where the model is none of binary layers
     */
    public static Imported read(Path file, String name, String range, String data)
            throws IOException, ExchangeException {
        Model model = ModelReader.read(file);
        try {
            return convert(model, name, range, data);
        } catch (ExchangeException e) {
            throw new ExchangeException(file + ": " + e.getMessage());
        }
    }

    static Imported convert(Model model, String name, String range, String data) throws ExchangeException {
        Chain chain = Chain.of(model.graph());
        Shape image = image(chain.input());
        String stated = range.isEmpty() ? model.metadata().getOrDefault(QonnxExport.RANGE, USUAL_RANGE) : range;
        Walk walk = new Walk(image, ImageRange.parse(stated));
        for (ChainNode node : chain.nodes()) {
            walk.step(node);
        }
        walk.end();
        List<String> notes = new ArrayList<>(walk.notes());
        if (range.isEmpty() && !model.metadata().containsKey(QonnxExport.RANGE)) {
            notes.add("the input is taken to be the image's bytes as " + USUAL_RANGE
                    + "; -Dbnn.inputRange says otherwise");
        }
        List<String> classes = classes(model, image, walk.shape().channels());
        String text = ModelText.write(
                name,
                "Imported" + (model.producer().isEmpty() ? "" : " from " + model.producer()),
                image,
                walk.range().low(),
                walk.range().high(),
                classes,
                walk.steps(),
                Guess.data(image, classes.size(), data.isEmpty() ? "data/" + name : data));
        Network network = check(name, text);
        return new Imported(text, network, parameters(network, walk.steps()), notes);
    }

    private static Shape image(Model.Value input) throws ExchangeException {
        long[] dims = input.dims().stream().skip(1).mapToLong(Model.Dim::size).toArray();
        if (dims.length != 3 || Arrays.stream(dims).anyMatch(n -> n < 1 || n > MOST_EXTENT)) {
            throw new ExchangeException("input " + input.name() + " has the shape " + Arrays.toString(dims)
                    + " behind the batch; export the model with an input N x channels x height x width");
        }
        Shape image = new Shape((int) dims[0], (int) dims[1], (int) dims[2]);
        if (!Walk.holds(image)) {
            throw new ExchangeException("input " + input.name() + " of " + image + " is too large to hold");
        }
        return image;
    }

    private static List<String> classes(Model model, Shape image, int count) {
        List<String> named =
                List.of(model.metadata().getOrDefault(OnnxExport.CLASSES, "").split("\n", -1));
        if (named.size() == count && count > 1) {
            return named;
        }
        return Guess.classes(image, count)
                .orElseGet(() ->
                        IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    /** The language's own rules have the last word. */
    private static Network check(String name, String text) throws ExchangeException {
        Frontend.Result result = Frontend.load(new SourceFile(name + ".bnn", text));
        for (Diagnostic d : result.diagnostics()) {
            if (d.severity() == Severity.ERROR) {
                throw new ExchangeException("as " + name + ".bnn it is not allowed: " + d.message() + "; " + d.hint());
            }
        }
        return result.network().orElseThrow();
    }

    private static Parameters parameters(Network network, List<Step> steps) throws ExchangeException {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Layer layer = network.layers().get(i);
            if (steps.get(i) instanceof Step.Conv c && layer instanceof Layer.Conv l) {
                int channels = l.input().shape().channels();
                arrays.put(
                        l.name() + ".weight",
                        new Parameters.Array(new int[] {l.rows(), c.kernel(), c.kernel(), channels}, c.weights()));
            } else if (steps.get(i) instanceof Step.Depthwise d && layer instanceof Layer.Depthwise l) {
                arrays.put(l.name() + ".weight", new Parameters.Array(l.weightShape(), d.weights()));
            } else if (steps.get(i) instanceof Step.Dense d && layer instanceof Layer.Dense l) {
                arrays.put(l.name() + ".weight", new Parameters.Array(new int[] {l.rows(), l.columns()}, d.weights()));
            } else if (steps.get(i) instanceof Step.Norm n) {
                put(arrays, layer.name() + ".gamma", n.gamma());
                put(arrays, layer.name() + ".beta", n.beta());
                put(arrays, layer.name() + ".mean", n.mean());
                put(arrays, layer.name() + ".variance", n.variance());
            }
        }
        return new Parameters(arrays);
    }

    private static void put(Map<String, Parameters.Array> arrays, String name, float[] values)
            throws ExchangeException {
        for (int c = 0; c < values.length; c++) {
            if (!Float.isFinite(values[c])) {
                throw new ExchangeException(name + " of channel " + c + " is " + values[c]
                        + "; the training of the model has diverged, or it divides by 0");
            }
        }
        arrays.put(name, new Parameters.Array(new int[] {values.length}, values));
    }
}
