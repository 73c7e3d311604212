// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import dev.bnn.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Packs trained parameters beside their model, so that whoever has the model need not train it. */
public final class PackStep {
    private PackStep() {}

    /** The model whose parameters to pack. */
    public record Request(Path model, Settings settings) {}

    /** The packed file. */
    public record Result(Path file) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Network network = Models.load(request.model(), events).network();
        ModelFolder folder = ModelFolder.of(request.settings().output(), network.name());
        Pretrained pretrained = Pretrained.beside(request.model());
        events.begin("packing");
        pretrained.write(network, Trained.fromTraining(network, folder), folder);
        events.info(String.format(
                Locale.ROOT,
                "%s: packed into %s, %,d bytes (%s)",
                network.name(),
                pretrained.parameters(),
                Files.size(pretrained.parameters()),
                pretrained.accuracy()));
        return new Result(pretrained.parameters());
    }
}
