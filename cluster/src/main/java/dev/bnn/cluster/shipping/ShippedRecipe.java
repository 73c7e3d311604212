// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.SourceFile;
import dev.bnn.training.record.Fingerprints;
import dev.bnn.training.request.TrainRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A network and recipe on their way to an executor: the text of the model, from which the executor makes both just as the driver
 * has, and the changes from the command line.
 *
 * @param file name of the model's file
 * @param text text of the model
 * @param name name of the train section
 * @param run the recipe's data, epochs, batch, validation, patience and seed, including changes
 * @param rate the recipe's first rate, including changes
 * @param print the whole recipe as text, to check that both sides have the same recipe
 * @param start parameters to start from; at most one
 * @param teacher parameters of the network to learn from; at most one
 */
public record ShippedRecipe(
        String file,
        String text,
        String name,
        Run run,
        double rate,
        String print,
        List<Trained> start,
        List<Trained> teacher)
        implements Serializable {
    /** The fields of {@link Recipe.Run}, serializable. */
    record Run(String data, int epochs, int batch, int validation, int patience, long seed) implements Serializable {}

    /** The driver's network and recipe; the network is the one that the recipe trains. */
    public record Unpacked(Network network, Recipe recipe, TrainRequest.Prerequisites prerequisites) {}

    /** @param recipe a recipe of the model, possibly changed on the command line */
    public static ShippedRecipe of(SourceFile model, Recipe recipe, TrainRequest.Prerequisites prerequisites) {
        Recipe.Run run = recipe.run();
        return new ShippedRecipe(
                model.name(),
                model.text(),
                recipe.name(),
                new Run(run.data(), run.epochs(), run.batch(), run.validation(), run.patience(), run.seed()),
                recipe.descent().rate().initial(),
                Fingerprints.recipe(recipe, true),
                parameters(prerequisites.start()),
                parameters(prerequisites.teacher()));
    }

    private static List<Trained> parameters(Optional<TrainRequest.TrainedNetwork> network) {
        return network.stream().map(n -> Trained.of(n.parameters())).toList();
    }

    /** Makes the network and the recipe again on the executor. */
    public Unpacked unpack() {
        Network model = Frontend.load(new SourceFile(file, text))
                .network()
                .orElseThrow(() -> new IllegalStateException(file + " has errors here, but not on the driver"));
        Recipe written = named(model, name);
        Recipe recipe = written.withRun(new Recipe.Run(
                        run.data(), run.epochs(), run.batch(), run.validation(), run.patience(), run.seed()))
                .withDescent(written.descent().withRate(written.descent().rate().withInitial(rate)));
        String here = Fingerprints.recipe(recipe, true);
        if (!here.equals(print)) {
            throw new IllegalStateException(
                    "the driver's recipe is \"" + print + "\", but here it is \"" + here + "\"");
        }
        return new Unpacked(
                Twin.of(model, recipe.lineage().precision()),
                recipe,
                new TrainRequest.Prerequisites(
                        start.stream().findFirst().map(t -> started(model, recipe.lineage(), t)),
                        teacher.stream()
                                .findFirst()
                                .map(t -> taught(
                                        model,
                                        recipe.lineage().teacher().orElseThrow().recipe(),
                                        t))));
    }

    /** The network to start from. Packed parameters belong to the model itself. */
    private static TrainRequest.TrainedNetwork started(Network model, Recipe.Lineage lineage, Trained trained) {
        return lineage.startsPacked()
                ? new TrainRequest.TrainedNetwork(model, trained.parameters())
                : taught(model, lineage.start().orElseThrow(), trained);
    }

    private static TrainRequest.TrainedNetwork taught(Network model, String recipe, Trained trained) {
        Network network = Twin.of(model, named(model, recipe).lineage().precision());
        return new TrainRequest.TrainedNetwork(network, trained.parameters());
    }

    private static Recipe named(Network model, String wanted) {
        return model.recipes().stream()
                .filter(r -> r.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no train section " + wanted));
    }
}
