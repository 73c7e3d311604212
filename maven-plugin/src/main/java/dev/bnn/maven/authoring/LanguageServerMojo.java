// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.authoring;

import dev.bnn.maven.AbstractMachineMojo;
import dev.bnn.maven.PluginJar;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.LanguageServerGoal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Prints where the language server is, and the few lines that each editor needs. With a folder, it
 * puts the server there with the script <code>bnn-ls</code>, which starts it quicker.
 *
 * @since 0.1.0
 */
@Mojo(name = "language-server", requiresProject = false, aggregator = true, threadSafe = true)
public final class LanguageServerMojo extends AbstractMachineMojo {
    private final RepositorySystem repositories;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    private List<RemoteRepository> remotes;

    /**
     * Folder for the script <code>bnn-ls</code> and the jar, best one on the path. Left out, the jar stays in the local repository.
     * Example: {@code -Dbnn.bin=/home/ada/bin}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.bin")
    private @Nullable File bin;

    @Inject
    LanguageServerMojo(RepositorySystem repositories) {
        super("looking for the language server");
        this.repositories = repositories;
    }

    @Override
    protected void run(Events events) throws WorkflowException, IOException {
        Path jar = new PluginJar(repositories, session(), plugin(), remotes)
                .of("bnn-language-server", "the language server");
        Optional<Path> folder = Optional.ofNullable(bin).map(File::toPath);
        LanguageServerGoal.run(new LanguageServerGoal.Request(jar, folder), events);
    }
}
