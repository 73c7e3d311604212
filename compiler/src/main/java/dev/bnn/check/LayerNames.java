package dev.bnn.check;

import dev.bnn.model.LayerKind;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Word;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that layers are given by {@code as}. Generated files carry them, so they differ in more than case. */
final class LayerNames {
    private static final Pattern AUTOMATIC = Pattern.compile(Arrays.stream(LayerKind.values())
            .map(LayerKind::stem)
            .collect(Collectors.joining("|", "(?i)(", ")[0-9]+")));

    private final Map<String, Span> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Diagnostics diagnostics;

    LayerNames(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Whether the layer can have the name. */
    boolean take(Word name, Scope scope) {
        if (AUTOMATIC.matcher(name.text()).matches()) {
            diagnostics.error(
                    Codes.NAME_RESERVED,
                    name.span(),
                    "`" + name.text() + "` is how layers without a name are called",
                    "choose a name that is not a kind of layer with a number");
            return false;
        }
        Span first = taken.putIfAbsent(name.text(), name.span());
        if (first == null) {
            return true;
        }
        String message = "two layers have the name `" + name.text() + "`";
        if (first.equals(name.span())) {
            diagnostics.error(
                    Codes.NAME_TWICE,
                    name.span(),
                    message,
                    scope.hint(
                            "it stands in a block or repeat that is written out more than once; leave the name out"));
        } else {
            diagnostics.error(
                    Codes.NAME_TWICE,
                    name.span(),
                    message,
                    scope.hint("the other one is in line " + first.start().line()));
        }
        return false;
    }
}
