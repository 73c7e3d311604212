// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies of a record with one value changed, for tests that no code forgets a component. */
public final class Mutations {
    private Mutations() {}

    /** By the path of a component, such as {@code run.epochs}, the record with another value there; source spans do not count. */
    public static <T extends Record> Map<String, T> of(T record) {
        Map<String, T> changed = new LinkedHashMap<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getType() == Span.class) {
                continue;
            }
            for (Map.Entry<String, Object> other : others(components[i].getName(), value(record, components[i]))
                    .entrySet()) {
                changed.put(other.getKey(), copy(record, i, other.getValue()));
            }
        }
        return changed;
    }

    /** Other values by path. */
    private static Map<String, Object> others(String path, Object value) {
        Map<String, Object> others = new LinkedHashMap<>();
        if (value instanceof Record record) {
            of(record).forEach((inner, other) -> others.put(path + "." + inner, other));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> others(path, present).forEach((p, o) -> others.put(p, Optional.of(o))));
        } else if (value instanceof List<?> list) {
            List<Object> longer = new ArrayList<>(list);
            longer.add(list.get(0));
            others.put(path, longer);
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> longer = new LinkedHashMap<>(map);
            longer.put("dense1", 0.125);
            others.put(path, longer);
        } else if (value instanceof Integer i) {
            others.put(path, i + 1);
        } else if (value instanceof Long l) {
            others.put(path, l + 1);
        } else if (value instanceof Double d) {
            others.put(path, d / 2 + 0.125);
        } else if (value instanceof Boolean b) {
            others.put(path, !b);
        } else if (value instanceof String s) {
            others.put(path, s + "2");
        } else if (value instanceof Enum<?> e) {
            Object[] constants = e.getDeclaringClass().getEnumConstants();
            others.put(path, constants[(e.ordinal() + 1) % constants.length]);
        } else {
            throw new IllegalArgumentException("no other value of " + path + ": " + value);
        }
        return others;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(component.toString(), e);
        }
    }

    private static <T extends Record> T copy(T record, int index, Object other) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components).map(c -> value(record, c)).toArray();
        values[index] = other;
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked")
            T copy = (T) record.getClass().getDeclaredConstructor(types).newInstance(values);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(record.toString(), e);
        }
    }
}
