// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Target;
import dev.bnn.report.network.NetworkTable;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks that the examples, and a model with every construct of the language, describe. */
class ModelGoldensTest {
    private static final Path FOLDER = Goldens.folder("check/models");

    static List<Path> models() throws IOException {
        List<Path> models = new ArrayList<>(Goldens.files(FOLDER, ".bnn"));
        try (Stream<Path> examples = Files.walk(Path.of("..", "examples"))) {
            examples.filter(f -> f.toString().endsWith(".bnn") && f.getParent().endsWith(Path.of("src", "main", "bnn")))
                    .sorted()
                    .forEach(models::add);
        }
        return models;
    }

    @Test
    void everyExampleHasAModel() throws IOException {
        assertThat(models()).hasSize(25);
    }

    @ParameterizedTest
    @MethodSource("models")
    void describes(Path model) throws IOException {
        Frontend.Result result = Frontend.load(model);
        assertThat(result.diagnostics()).isEmpty();
        String name = model.getFileName().toString().replace(".bnn", ".txt");
        Goldens.check(
                FOLDER.resolve(name), String.join("\n", dump(result.network().orElseThrow())));
    }

    private static List<String> dump(Network network) {
        List<String> lines = new ArrayList<>();
        lines.add(network.name() + ": " + network.title());
        lines.add("classes: " + String.join(", ", network.classes()));
        lines.addAll(NetworkTable.of(network).lines());
        for (Recipe recipe : network.recipes()) {
            lines.add("train " + line(recipe) + ": " + recipe.toString().replaceAll("span=[^,]*, ", ""));
        }
        for (Target target : network.targets()) {
            lines.add("target line " + target.span().start().line() + ": " + target.name() + ", part " + target.part()
                    + ", " + target.clockMhz() + " MHz, " + target.fps() + " fps"
                    + (target.loadable() ? ", loadable" : "")
                    + (target.labels() > 0 ? ", labels " + target.labels() : ""));
            new TreeMap<>(target.folds())
                    .forEach((layer, fold) -> lines.add("  " + layer + " line "
                            + fold.span().start().line() + ": PE " + fold.pe() + ", SIMD " + fold.simd()
                            + fold.memory().map(m -> ", memory " + m.word()).orElse("")));
        }
        return lines;
    }

    private static String line(Recipe recipe) {
        return "line " + recipe.span().start().line();
    }
}
