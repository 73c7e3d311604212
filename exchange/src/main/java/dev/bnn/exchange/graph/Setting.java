// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An attribute of an operation.
 *
 * @param kind of its value
 * @param otherwise its value where a node does not have it; null where that depends on the node, or it must be there
 * @param needed true where every node has it
 * @param words the values that can be imported, for people; {@code accepts} is their test
 * @param since the first operator set that has it so
 * @param until the last
 */
record Setting(
        String name,
        Class<? extends Attribute> kind,
        Attribute otherwise,
        boolean needed,
        String words,
        Predicate<Attribute> accepts,
        int since,
        int until) {
    /** Largest window, stride or padding, as in .bnn files. */
    private static final long EXTENT = 65_536;

    static Setting of(String name, Attribute otherwise, String words, Predicate<Attribute> accepts) {
        return new Setting(name, otherwise.getClass(), otherwise, false, words, accepts, 0, Integer.MAX_VALUE);
    }

    /** Every node has it, or what it is otherwise depends on the node. */
    static Setting without(
            String name, Class<? extends Attribute> kind, boolean needed, String words, Predicate<Attribute> accepts) {
        return new Setting(name, kind, null, needed, words, accepts, 0, Integer.MAX_VALUE);
    }

    /** An integer that has one of a few values; the first is the default. */
    static Setting integer(String name, long... values) {
        List<Long> accepted = Arrays.stream(values).boxed().toList();
        String words = accepted.stream().map(Object::toString).collect(Collectors.joining(" or "));
        return of(name, new Attribute.Int(values[0]), words, a -> accepted.contains(((Attribute.Int) a).value()));
    }

    /** A number that has its default only. */
    static Setting real(String name, float value) {
        return of(
                name,
                new Attribute.Float(value),
                number(value),
                a -> Float.compare(((Attribute.Float) a).value(), value) == 0);
    }

    /** A word of a few; the first is the default. */
    static Setting word(String name, String... values) {
        String words = Arrays.stream(values).map(v -> '`' + v + '`').collect(Collectors.joining(", "));
        return of(name, new Attribute.Text(values[0]), words, among(values));
    }

    static Predicate<Attribute> among(String... values) {
        return a -> List.of(values).contains(((Attribute.Text) a).value());
    }

    /** One that changes nothing that is imported. */
    static Setting any(String name, Attribute otherwise, String why) {
        return of(name, otherwise, "any: " + why, a -> true);
    }

    /** So many equal integers of at least {@code least}; by default they are {@code least}. */
    static Setting alike(String name, int count, long least, String words) {
        return of(name, Attribute.ints(new long[count]), words, alike(count, least))
                .by(Attribute.ints(filled(count, least)));
    }

    static Predicate<Attribute> alike(int count, long least) {
        return a -> {
            List<Long> all = ((Attribute.Ints) a).values();
            return all.size() == count
                    && all.stream().distinct().count() == 1
                    && all.get(0) >= least
                    && all.get(0) <= EXTENT;
        };
    }

    private static long[] filled(int count, long value) {
        long[] all = new long[count];
        Arrays.fill(all, value);
        return all;
    }

    private Setting by(Attribute value) {
        return new Setting(name, kind, value, needed, words, accepts, since, until);
    }

    /** The same, of which its default alone can be imported. */
    Setting onlyDefault() {
        return new Setting(name, kind, otherwise, needed, words, otherwise::equals, since, until);
    }

    Setting since(int opset) {
        return new Setting(name, kind, otherwise, needed, words, accepts, opset, until);
    }

    Setting until(int opset) {
        return new Setting(name, kind, otherwise, needed, words, accepts, since, opset);
    }

    boolean in(long opset) {
        return opset >= since && opset <= until;
    }

    /** A value as messages and the page show it. */
    static String show(Attribute value) {
        if (value instanceof Attribute.Int a) {
            return Long.toString(a.value());
        } else if (value instanceof Attribute.Float a) {
            return number(a.value());
        } else if (value instanceof Attribute.Text a) {
            return a.value();
        } else if (value instanceof Attribute.Ints a) {
            return a.values().toString();
        } else if (value instanceof Attribute.Floats a) {
            return a.values().toString();
        } else if (value instanceof Attribute.Constant a) {
            Tensor tensor = a.value();
            return "a tensor of " + tensor.size() + " values";
        }
        return ((Attribute.Other) value).what();
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Integer.toString((int) value)
                : Float.toString(value);
    }
}
