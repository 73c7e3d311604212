package dev.bnn.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What names stand for in expressions. A name may be known without its value: where its declaration is wrong, or while
 * a block is looked at before it is used.
 *
 * @param complete false where declarations may have been lost, so that an unknown name is no finding
 * @param use the use of a block that this is the inside of, with its line, for people; empty outside of blocks
 */
record Scope(Map<String, OptionalLong> values, boolean complete, String use) {
    Scope {
        values = Map.copyOf(values);
    }

    boolean knows(String name) {
        return values.containsKey(name);
    }

    OptionalLong value(String name) {
        return values.getOrDefault(name, OptionalLong.empty());
    }

    List<String> names() {
        return values.keySet().stream().sorted().toList();
    }

    /** This scope with names that hide those of the same spelling, for one use of a block. */
    Scope inside(Map<String, OptionalLong> inner, String innerUse) {
        Map<String, OptionalLong> all = new HashMap<>(values);
        all.putAll(inner);
        return new Scope(all, complete, innerUse);
    }

    /** A hint, and which use of a block it is about. */
    String hint(String hint) {
        if (use.isEmpty()) {
            return hint;
        }
        return (hint.isEmpty() ? "" : hint + "; ") + "this is in " + use;
    }
}
