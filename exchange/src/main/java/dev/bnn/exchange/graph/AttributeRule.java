// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.onnx.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rule for an attribute of an operation.
 *
 * @param kind type of its value
 * @param otherwise its default; null if the default depends on the node, or there is none
 * @param needed true if every node must have it
 * @param words the values that can be imported, in words
 * @param accepts the test for these values
 * @param since first operator set of this rule
 * @param until last operator set of this rule
 */
record AttributeRule(
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

    static AttributeRule of(String name, Attribute otherwise, String words, Predicate<Attribute> accepts) {
        return new AttributeRule(name, otherwise.getClass(), otherwise, false, words, accepts, 0, Integer.MAX_VALUE);
    }

    /** An attribute without a fixed default: either every node must have it, or the default depends on the node. */
    static AttributeRule without(
            String name, Class<? extends Attribute> kind, boolean needed, String words, Predicate<Attribute> accepts) {
        return new AttributeRule(name, kind, null, needed, words, accepts, 0, Integer.MAX_VALUE);
    }

    /** An integer that must have one of these values; the first is the default. */
    static AttributeRule integer(String name, long... values) {
        List<Long> accepted = Arrays.stream(values).boxed().toList();
        String words = accepted.stream().map(Object::toString).collect(Collectors.joining(" or "));
        return of(name, new Attribute.Int(values[0]), words, a -> accepted.contains(((Attribute.Int) a).value()));
    }

    /** A text that must be one of these; the first is the default. */
    static AttributeRule word(String name, String... values) {
        String words = Arrays.stream(values).map(v -> '`' + v + '`').collect(Collectors.joining(", "));
        return of(name, new Attribute.Text(values[0]), words, among(values));
    }

    static Predicate<Attribute> among(String... values) {
        return a -> List.of(values).contains(((Attribute.Text) a).value());
    }

    /** An attribute that has no effect on the import. */
    static AttributeRule any(String name, Attribute otherwise, String why) {
        return of(name, otherwise, "any: " + why, a -> true);
    }

    /** {@code count} integers of at least {@code least}, which is their default. */
    static AttributeRule each(String name, int count, long least, String words) {
        return of(name, Attribute.ints(new long[count]), words, each(count, least))
                .by(Attribute.ints(filled(count, least)));
    }

    static Predicate<Attribute> each(int count, long least) {
        return a -> {
            List<Long> all = ((Attribute.Ints) a).values();
            return all.size() == count && all.stream().allMatch(n -> n >= least && n <= EXTENT);
        };
    }

    private static long[] filled(int count, long value) {
        long[] all = new long[count];
        Arrays.fill(all, value);
        return all;
    }

    private AttributeRule by(Attribute value) {
        return new AttributeRule(name, kind, value, needed, words, accepts, since, until);
    }

    /** This rule, accepting the default only. */
    AttributeRule onlyDefault() {
        return new AttributeRule(name, kind, otherwise, needed, words, otherwise::equals, since, until);
    }

    AttributeRule since(int opset) {
        return new AttributeRule(name, kind, otherwise, needed, words, accepts, opset, until);
    }

    AttributeRule until(int opset) {
        return new AttributeRule(name, kind, otherwise, needed, words, accepts, since, opset);
    }

    boolean in(long opset) {
        return opset >= since && opset <= until;
    }

    /** A value, as messages and the docs show it. */
    static String show(Attribute value) {
        return value.accept(new Shown());
    }

    private record Shown() implements Attribute.Visitor<String, RuntimeException> {
        @Override
        public String integer(Attribute.Int a) {
            return Long.toString(a.value());
        }

        @Override
        public String real(Attribute.Float a) {
            return number(a.value());
        }

        @Override
        public String text(Attribute.Text a) {
            return a.value();
        }

        @Override
        public String constant(Attribute.Constant a) {
            return "a tensor of " + a.value().size() + " values";
        }

        @Override
        public String integers(Attribute.Ints a) {
            return a.values().toString();
        }

        @Override
        public String reals(Attribute.Floats a) {
            return a.values().toString();
        }

        @Override
        public String other(Attribute.Other a) {
            return a.what();
        }
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Integer.toString((int) value)
                : Float.toString(value);
    }
}
