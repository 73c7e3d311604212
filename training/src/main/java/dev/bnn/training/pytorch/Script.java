// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.util.List;
import java.util.Map;

/** A PyTorch script that trains a network by its recipe as {@link dev.bnn.training.Trainer} does, and writes the same files. */
public final class Script {
    private static final Templates TEMPLATES = new Templates("pytorch");

    private Script() {}

    /**
     * Returns the text of the script.
     *
     * @throws DiagnosticException if the script could not do what the recipe says, with one diagnostic per entry
     */
    public static String of(ScriptRequest request) {
        List<Diagnostic> refused = Refusals.of(request);
        if (!refused.isEmpty()) {
            throw new DiagnosticException(refused);
        }
        return TEMPLATES.render("train.py.ftl", Map.of("s", view(request)));
    }

    private static ScriptView view(ScriptRequest request) {
        Network network = request.network();
        Shape image = network.input().shape();
        Layer.Visitor<List<ScriptView.Array>> arrays = new LayerArrays();
        return new ScriptView(
                new Text(request.version()),
                network.name(),
                new Text(request.source()),
                image.channels(),
                image.height(),
                image.width(),
                new Text(network.inputScale().low().toPlainString()),
                new Text(network.inputScale().high().toPlainString()),
                network.classes().stream().map(Text::new).toList(),
                network.classesInData().stream().map(Text::new).toList(),
                new Text(request.wanted().run().data()),
                new Text(request.data()),
                request.trainImages().map(Object::toString).orElse("None"),
                request.recipes().stream()
                        .map(recipe -> RecipeEntries.of(network, recipe))
                        .toList(),
                LayerCalls.of(network),
                network.layers().stream()
                        .flatMap(layer -> layer.accept(arrays).stream())
                        .toList());
    }
}
