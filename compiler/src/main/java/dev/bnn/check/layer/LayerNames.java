// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.FileNames;
import dev.bnn.check.values.Scope;
import dev.bnn.model.Layer;
import dev.bnn.model.LayerKind;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that layers get by {@code as}. Generated files have these names, so they must differ in more than case. */
public final class LayerNames {
    private static final Pattern AUTOMATIC = Pattern.compile(Stream.concat(
                    Stream.of(NetworkBuilder.BRANCH),
                    Arrays.stream(LayerKind.values()).map(LayerKind::stem))
            .collect(Collectors.joining("|", "(?i)(", ")[0-9]+")));

    /** Names that the design itself uses: its namespace, its folder of headers, its top function. */
    private static final Pattern DESIGN = Pattern.compile("(?i)bnn(_.*)?");

    private static final Layer.Visitor<List<String>> PART = new Part();

    private final Map<String, Span> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Diagnostics diagnostics;

    public LayerNames(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Reports a layer whose name the hardware gives to a part of another layer, since the arrays of both would have the same name. */
    public static void checkParts(List<Layer> layers, Diagnostics diagnostics) {
        Map<String, Layer> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Layer layer : layers) {
            layer.accept(PART).forEach(part -> parts.put(layer.name() + part, layer));
        }
        for (Layer layer : layers) {
            Layer whole = parts.get(layer.name());
            if (whole != null) {
                diagnostics.error(
                        Code.NAME_RESERVED,
                        layer.span(),
                        "a layer cannot be called `" + layer.name() + "`",
                        "the hardware calls a part of " + whole.name() + " so; choose another name");
            }
        }
    }

    /** Whether a layer without a name may get this name. */
    public static boolean automatic(String name) {
        return AUTOMATIC.matcher(name).matches();
    }

    /** Whether the layer can have the name. */
    public boolean take(LayerOption.As as, Scope scope) {
        Word name = as.name();
        if (automatic(name.text())) {
            diagnostics.error(
                    Code.NAME_RESERVED,
                    name.span(),
                    "`" + name.text() + "` is how layers without a name are called",
                    "choose a name that is not a kind of layer with a number");
            return false;
        }
        if (DESIGN.matcher(name.text()).matches()) {
            diagnostics.error(
                    Code.NAME_RESERVED,
                    name.span(),
                    "a layer cannot be called `" + name.text() + "`",
                    "`bnn` and names that begin with bnn_ are those of the generated design");
            return false;
        }
        if (!new FileNames(diagnostics).check(name, "a layer", "the file of its weights")) {
            return false;
        }
        Span first = taken.putIfAbsent(name.text(), name.span());
        if (first == null) {
            return true;
        }
        String message = "two layers have the name `" + name.text() + "`";
        if (first.equals(name.span())) {
            diagnostics.error(
                    Code.NAME_TWICE,
                    name.span(),
                    message,
                    Advice.of(
                                    scope.hint(
                                            "it stands in a block or repeat that is written out more than once; leave the name out"))
                            .removing(as.span(), "`as " + name.text() + "`"));
        } else {
            diagnostics.error(
                    Code.NAME_TWICE,
                    name.span(),
                    message,
                    Advice.of(scope.hint(
                                    "the other one is in line " + first.start().line()))
                            .relating(first, "the other one"));
        }
        return false;
    }

    /** The suffixes that the hardware appends to the name of a layer to name its parts; none if it has no parts. */
    private static final class Part implements Layer.Visitor<List<String>> {
        @Override
        public List<String> conv(Layer.Conv layer) {
            return List.of();
        }

        @Override
        public List<String> depthwise(Layer.Depthwise layer) {
            return List.of();
        }

        @Override
        public List<String> dense(Layer.Dense layer) {
            return List.of();
        }

        @Override
        public List<String> maxPool(Layer.MaxPool layer) {
            return layer.padding().isNone() ? List.of("_pool") : List.of("_pool", "_pad");
        }

        @Override
        public List<String> avgPool(Layer.AvgPool layer) {
            return List.of("_pool");
        }

        @Override
        public List<String> shuffle(Layer.Shuffle layer) {
            return List.of();
        }

        @Override
        public List<String> upsample(Layer.Upsample layer) {
            return List.of();
        }

        @Override
        public List<String> batchNorm(Layer.BatchNorm layer) {
            return List.of();
        }

        @Override
        public List<String> quantize(Layer.Quantize layer) {
            return List.of("_threshold");
        }

        @Override
        public List<String> add(Layer.Add layer) {
            return List.of("_add");
        }

        @Override
        public List<String> branch(Layer.Branch layer) {
            return List.of();
        }

        @Override
        public List<String> concat(Layer.Concat layer) {
            return List.of();
        }

        @Override
        public List<String> flatten(Layer.Flatten layer) {
            return List.of();
        }

        @Override
        public List<String> dropout(Layer.Dropout layer) {
            return List.of();
        }
    }
}
