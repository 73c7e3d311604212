// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.TableCheck;
import dev.bnn.ir.Types;
import dev.bnn.ir.View;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the text that {@link IrWriter} writes. The types of all nodes except the image may be left out, since they follow from the
 * operations; lines that begin with # are comments. The spans of the nodes refer to the text.
 */
public final class IrReader {
    private final String file;
    private final List<TextLine> lines = new ArrayList<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private int next;

    private IrReader(SourceFile source) {
        file = source.name();
        List<String> texts = source.text().lines().toList();
        for (int i = 0; i < texts.size(); i++) {
            TextLine line = new TextLine(file, i + 1, texts.get(i));
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
    }

    /** The IR of a text; an {@link IrFormatException} says what is wrong, with line and column. */
    public static Ir read(SourceFile source) {
        return new IrReader(source).read();
    }

    private Ir read() {
        TextLine first = line("network ");
        String network = first.name();
        first.expectEnd();
        IrBuilder ir = new IrBuilder(network, names(line("classes ")));
        while (next < lines.size()) {
            TextLine line = lines.get(next++);
            if (line.indent() > 0) {
                throw line.error("expected a node, which begins in the first column");
            }
            int from = next;
            while (next < lines.size() && lines.get(next).indent() > 0) {
                next++;
            }
            Node node = node(line, lines.subList(from, next), ir);
            nodes.put(node.name(), node);
        }
        if (nodes.isEmpty()) {
            throw first.error("the network has no nodes");
        }
        return ir.build();
    }

    private TextLine line(String key) {
        TextLine line = next < lines.size() ? lines.get(next++) : new TextLine(file, 1, "");
        line.expect(key);
        return line;
    }

    private static List<String> names(TextLine line) {
        List<String> names = new ArrayList<>();
        do {
            names.add(line.name());
        } while (line.accept(", "));
        line.expectEnd();
        return names;
    }

    private Node node(TextLine line, List<TextLine> below, IrBuilder ir) {
        String name = line.name();
        if (nodes.containsKey(name)) {
            throw line.error("two nodes are named " + name);
        }
        line.expect(": ");
        String word = line.name();
        List<Node> inputs = new ArrayList<>();
        while (!line.atEnd() && !line.at(" -> ")) {
            line.expect(" ");
            int place = line.here();
            String input = line.name();
            if (!nodes.containsKey(input)) {
                throw line.error(place, "reads " + input + ", which does not stand before it");
            }
            inputs.add(nodes.get(input));
        }
        List<TensorType> types = inputs.stream().map(Node::type).toList();
        Attributes attributes = new Attributes(line, below);
        Optional<TextLine> view = attributes.has("view") ? Optional.of(attributes.take("view")) : Optional.empty();
        Optional<Attributes> viewMap = view.map(v -> attributes.below());
        Op op = new OpReader(line, word, attributes, types).read();
        attributes.expectEnd();
        TensorType type = op.arity() == 0 ? image(line) : type(line, op, types);
        if (!line.atEnd()) {
            line.expect(" -> ");
            if (!line.at(type.toString())) {
                throw line.errorHere(name + " yields " + type);
            }
            line.expect(type.toString());
            line.expectEnd();
        }
        Optional<View> read = view.map(v -> ViewReader.read(v, viewMap.orElseThrow(), type));
        List<String> names = inputs.stream().map(Node::name).toList();
        return ir.keep(new Node(name, op, names, type, line.span(), read));
    }

    private static TensorType type(TextLine line, Op op, List<TensorType> types) {
        TableCheck.problem(op, types).ifPresent(problem -> {
            throw line.error("the node " + problem);
        });
        try {
            return Types.infer(op, types);
        } catch (IllegalArgumentException e) {
            throw line.error(e.getMessage());
        }
    }

    /** Reads the shape at the end of the line. */
    private static TensorType image(TextLine line) {
        TextLine copy = line.copy();
        copy.expect(" -> ");
        int channels = copy.integer(1, OpReader.MAX_SIZE);
        if (!copy.accept(" x ")) {
            return Types.image(Shape.vector(channels));
        }
        int height = copy.integer(1, OpReader.MAX_SIZE);
        copy.expect(" x ");
        return Types.image(new Shape(channels, height, copy.integer(1, OpReader.MAX_SIZE)));
    }
}
