// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeDependenciesTest {
    private static Network network(String recipes) {
        String head = "network n\ninput 1 x 28 x 28 uint8\nclasses 0 .. 9\nlayers { dense 10 }\n";
        return Frontend.load(new SourceFile("n.bnn", head + recipes)).network().orElseThrow();
    }

    private static List<String> order(Network network) {
        return RecipeDependencies.inOrder(network, network.recipes().get(0)).stream()
                .map(Recipe::name)
                .toList();
    }

    @Test
    void eachRecipeComesAfterWhatItNeeds() {
        Network network = network("""
                train last { data digits start left teacher right }
                train left { data digits start base }
                train right { data digits start pretrained teacher base }
                train base { data digits }
                train other { data digits }
                """);
        assertThat(order(network)).containsExactly("base", "left", "right", "last");
    }

    @Test
    void recipesThatEachNeedTwoOthersAreVisitedOnce() {
        StringBuilder recipes = new StringBuilder();
        for (int i = 90; i > 1; i--) {
            recipes.append(String.format("train r%d { data digits start r%d teacher r%d }%n", i, i - 1, i - 2));
        }
        Network network = network(recipes + "train r1 { data digits }\ntrain r0 { data digits }\n");
        assertThat(order(network))
                .hasSize(91)
                .startsWith("r1", "r0", "r2", "r3")
                .endsWith("r89", "r90");
    }
}
