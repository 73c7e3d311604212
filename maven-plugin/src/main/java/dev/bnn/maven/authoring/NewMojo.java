// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.authoring;

import dev.bnn.maven.AbstractMachineMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.NewGoal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a project with a model that trains in a minute. It has a POM, the model, a README and a note on pictures of your own.
 * It needs no project: <code>mvn dev.bnn:bnn-maven-plugin:VERSION:new -Dbnn.name=my-digits</code>.
 *
 * @since 0.1.0
 */
@Mojo(name = "new", requiresProject = false, aggregator = true, threadSafe = true)
public final class NewMojo extends AbstractMachineMojo {
    /**
     * Name of the project: its artifact ID. The goal needs it.
     * Example: {@code -Dbnn.name=my-digits}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.name")
    private @Nullable String name;

    /**
     * Group ID of the project.
     * Example: {@code -Dbnn.group=org.acme.vision}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.group", defaultValue = "com.example")
    private String group;

    /**
     * Folder of the project, which must not be there, or be empty. Left out, it has the project's name, in the current folder.
     * Example: {@code -Dbnn.folder=work/digits}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.folder")
    private @Nullable File folder;

    public NewMojo() {
        super("writing the project");
    }

    @Override
    protected void run(Events events) throws WorkflowException, IOException {
        if (name == null) {
            throw new WorkflowException("the project needs a name, such as -Dbnn.name=my-digits");
        }
        Path here = Path.of(session().getExecutionRootDirectory());
        // A name that is no name of a folder is refused by the goal, not here.
        Path place = folder == null ? here.resolve(name) : folder.toPath();
        NewGoal.run(new NewGoal.Request(group, name, plugin().getVersion(), place), events);
    }
}
