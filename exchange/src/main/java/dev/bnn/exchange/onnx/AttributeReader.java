// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.wire.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads an attribute of a node. Its value must have the type that the attribute states. Files from 2017 state no types; there, an
 * attribute has the type of its value, if it carries only one value.
 */
final class AttributeReader {
    /** Maximum length of a list. Windows and shapes are short lists; the values of networks are tensors. */
    private static final int MAX_LIST = 65_536;

    private String name = "";
    private int type;
    private boolean refers;
    /** Types of the values that the attribute carries. */
    private final SortedSet<Integer> carried = new TreeSet<>();

    private long integer;
    private float real;
    private String text = "";
    private TensorReader.Found tensor;
    private final List<Long> integers = new ArrayList<>();
    private final List<Float> reals = new ArrayList<>();

    private AttributeReader() {}

    /** Adds an attribute to those of its node. */
    static void read(WireReader in, Map<String, Attribute> attributes) {
        AttributeReader reader = new AttributeReader();
        while (in.next()) {
            reader.field(in);
        }
        Attribute attribute =
                attributes.containsKey(reader.name) ? new Attribute.Other("there twice") : reader.attribute();
        attributes.put(reader.name, attribute);
    }

    private void field(WireReader in) {
        if (typeOf(in.field()) != 0) {
            carried.add(typeOf(in.field()));
        }
        switch (in.field()) {
            case ATTRIBUTE_NAME -> name = in.text();
            case ATTRIBUTE_TYPE -> type = in.small();
            case ATTRIBUTE_REFERENCE -> refers = !in.text().isEmpty();
            case ATTRIBUTE_INT -> integer = in.integer();
            case ATTRIBUTE_FLOAT -> real = in.real();
            case ATTRIBUTE_TEXT -> text = in.text();
            case ATTRIBUTE_TENSOR -> tensor = TensorReader.read(in.message());
            case ATTRIBUTE_INTS -> in.integers(v -> add(integers, v, in));
            case ATTRIBUTE_FLOATS -> in.reals(v -> add(reals, v, in));
            default -> in.skip();
        }
    }

    private static <T> void add(List<T> list, T value, WireReader in) {
        if (list.size() >= MAX_LIST) {
            throw in.broken("a list of more than " + MAX_LIST + " numbers in an attribute");
        }
        list.add(value);
    }

    private Attribute attribute() {
        if (refers) {
            return new Attribute.Other("a parameter of a function");
        }
        int of = type;
        if (of == 0 && carried.size() == 1) {
            of = carried.first();
        } else if (of == 0) {
            return new Attribute.Other(carried.isEmpty() ? "of no type and empty" : "of no type and of several kinds");
        } else if (carried.stream().anyMatch(c -> c != type)) {
            return new Attribute.Other("of another type than its value");
        }
        return switch (of) {
            case TYPE_INT -> new Attribute.Int(integer);
            case TYPE_FLOAT -> new Attribute.Float(real);
            case TYPE_TEXT -> new Attribute.Text(text);
            case TYPE_INTS -> new Attribute.Ints(integers);
            case TYPE_FLOATS -> new Attribute.Floats(reals);
            case TYPE_TENSOR -> constant();
            case TYPE_GRAPH, TYPE_GRAPHS -> new Attribute.Other("a graph");
            case TYPE_TEXTS -> new Attribute.Other("a list of texts");
            case TYPE_SPARSE, TYPE_SPARSES -> new Attribute.Other("a sparse tensor");
            default -> new Attribute.Other("of type " + of);
        };
    }

    private Attribute constant() {
        if (tensor == null) {
            return new Attribute.Other("a tensor that is missing");
        }
        return tensor.unread().isEmpty()
                ? new Attribute.Constant(tensor.tensor())
                : new Attribute.Other("a tensor that " + tensor.unread());
    }

    /** The type of the value that a field carries; 0 for fields that carry none. */
    private static int typeOf(int field) {
        return switch (field) {
            case ATTRIBUTE_FLOAT -> TYPE_FLOAT;
            case ATTRIBUTE_INT -> TYPE_INT;
            case ATTRIBUTE_TEXT -> TYPE_TEXT;
            case ATTRIBUTE_TENSOR -> TYPE_TENSOR;
            case ATTRIBUTE_GRAPH -> TYPE_GRAPH;
            case ATTRIBUTE_FLOATS -> TYPE_FLOATS;
            case ATTRIBUTE_INTS -> TYPE_INTS;
            case ATTRIBUTE_TEXTS -> TYPE_TEXTS;
            case ATTRIBUTE_TENSORS -> TYPE_TENSORS;
            case ATTRIBUTE_GRAPHS -> TYPE_GRAPHS;
            case ATTRIBUTE_TYPE_VALUE -> TYPE_TYPE_VALUE;
            case ATTRIBUTE_TYPE_VALUES -> TYPE_TYPE_VALUES;
            case ATTRIBUTE_SPARSE -> TYPE_SPARSE;
            case ATTRIBUTE_SPARSES -> TYPE_SPARSES;
            default -> 0;
        };
    }
}
