// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.training;

import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.TuneGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Searches for a better recipe of each model by validation accuracy. Never reads the test set; prints the train
 * section it found. An interrupted search continues when the goal runs again.
 *
 * @since 0.1.0
 */
@Mojo(name = "tune", threadSafe = true)
public final class TuneMojo extends AbstractSparkMojo {
    /**
     * What to try: entries of a train section, separated by semicolons. Braces hold a range or the values to choose
     * from.
     * Example: <code>-Dbnn.tune="batch &#123;50|100&#125;"</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.tune", defaultValue = TuneGoal.STANDARD_SPACE)
    private String space;

    /**
     * Number of recipes to try.
     * Example: {@code -Dbnn.trials=27}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.trials", defaultValue = "9")
    private int trials;

    /**
     * Trains all recipes for a few epochs, the best third three times as long, and so on; false trains each to its
     * end.
     * Example: {@code -Dbnn.halving=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.halving", defaultValue = "true")
    private boolean halving;

    @Override
    void here(Path model, Settings settings, Events events) throws WorkflowException, IOException {
        TuneGoal.run(new TuneGoal.Request(model, settings, space, trials, halving), events);
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("tune", space, "trials", String.valueOf(trials), "halving", String.valueOf(halving));
    }
}
