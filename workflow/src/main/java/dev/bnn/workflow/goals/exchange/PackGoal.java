// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.exchange;

import dev.bnn.model.Network;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Packs trained parameters beside their model, so that others can use the model without training. */
public final class PackGoal {
    private PackGoal() {}

    /** The model whose parameters to pack. */
    public record Request(Path model, Settings settings) {}

    /** @param file the packed file */
    public record Result(Path file) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Network network = Models.load(request.model(), events).network();
        ModelFolder folder = ModelFolder.of(request.settings().output(), network.name());
        Pretrained pretrained = Pretrained.beside(request.model());
        events.begin("packing");
        pretrained.write(network, TrainedParameters.fromTraining(network, folder), folder);
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
