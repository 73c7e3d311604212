// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.source.Span;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Compares records by all their components, arrays value by value; source spans do not count. */
public final class Differences {
    private Differences() {}

    /** The path to the first place where two values differ, with both; empty if they are equal. */
    public static Optional<String> between(Object a, Object b) {
        return between("", a, b);
    }

    private static Optional<String> between(String path, Object a, Object b) {
        if (a instanceof Span && b instanceof Span) {
            return Optional.empty();
        }
        if (a.getClass() != b.getClass() && !(a instanceof List && b instanceof List)) {
            return different(path, a, b);
        }
        if (a instanceof Optional<?> x && b instanceof Optional<?> y && x.isPresent() && y.isPresent()) {
            return between(path, x.get(), y.get());
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return between(path, x.toArray(), y.toArray());
        }
        if (a.getClass().isArray()) {
            return arrays(path, a, b);
        }
        if (a instanceof Record) {
            for (RecordComponent component : a.getClass().getRecordComponents()) {
                Optional<String> found =
                        between(path + "." + component.getName(), value(component, a), value(component, b));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return a.equals(b) ? Optional.empty() : different(path, a, b);
    }

    private static Optional<String> arrays(String path, Object a, Object b) {
        if (Array.getLength(a) != Array.getLength(b)) {
            return different(path + ".length", Array.getLength(a), Array.getLength(b));
        }
        for (int i = 0; i < Array.getLength(a); i++) {
            Optional<String> found = between(path + "[" + i + "]", Array.get(a, i), Array.get(b, i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Object value(RecordComponent component, Object of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> different(String path, Object a, Object b) {
        return Optional.of(path + ": " + a + " and " + b);
    }
}
