// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.values;

import dev.bnn.syntax.LostWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of names in expressions. A name may be known without its value: if its declaration is wrong, or while a block is
 * checked before it is used.
 */
public final class Scope {
    private final Optional<Scope> outer;
    private final Map<String, OptionalLong> values;
    private final LostWords lost;
    private final boolean complete;
    private final String use;

    private Scope(
            Optional<Scope> outer, Map<String, OptionalLong> values, LostWords lost, boolean complete, String use) {
        this.outer = outer;
        this.values = values;
        this.lost = lost;
        this.complete = complete;
        this.use = use;
    }

    /**
     * The constants of a file.
     *
     * @param values the values; not copied, so names may be added later
     * @param lost words that were not understood, which may be declarations
     */
    public static Scope of(Map<String, OptionalLong> values, LostWords lost) {
        return new Scope(Optional.empty(), values, lost, true, "");
    }

    /**
     * This scope with names that hide those of the same spelling, for one use of a block.
     *
     * @param innerUse the use of the block, with its line, for people
     */
    public Scope inside(Map<String, OptionalLong> inner, String innerUse) {
        return new Scope(Optional.of(this), inner, lost, complete, innerUse);
    }

    /** This scope, in a block whose parameters were not understood: any name may be one of them. */
    public Scope unsure() {
        return new Scope(outer, values, lost, false, use);
    }

    public boolean knows(String name) {
        return values.containsKey(name) || outer.isPresent() && outer.get().knows(name);
    }

    /** Whether an unknown name may be declared in words that were not understood. */
    public boolean mayKnow(String name) {
        return !complete || lost.mayDeclare(name);
    }

    public OptionalLong value(String name) {
        OptionalLong value = values.get(name);
        if (value != null) {
            return value;
        }
        return outer.isPresent() ? outer.get().value(name) : OptionalLong.empty();
    }

    public List<String> names() {
        Set<String> names = new TreeSet<>(values.keySet());
        outer.ifPresent(o -> names.addAll(o.names()));
        return new ArrayList<>(names);
    }

    /** The hint, extended by the use of the block to which it refers. */
    public String hint(String hint) {
        if (use.isEmpty()) {
            return hint;
        }
        return (hint.isEmpty() ? "" : hint + "; ") + "this is in " + use;
    }
}
