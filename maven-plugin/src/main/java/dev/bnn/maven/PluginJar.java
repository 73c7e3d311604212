// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Finds self-contained jars of this plugin's version, in the local repository or a remote one. */
public record PluginJar(
        RepositorySystem repositories, MavenSession session, PluginDescriptor plugin, List<RemoteRepository> remotes) {
    /**
     * The jar with the classifier {@code all}.
     *
     * @param what name of the jar, for the message if no repository has it
     */
    public Path of(String artifactId, String what) throws IOException {
        DefaultArtifact artifact =
                new DefaultArtifact(plugin.getGroupId(), artifactId, "all", "jar", plugin.getVersion());
        try {
            return repositories
                    .resolveArtifact(session.getRepositorySession(), new ArtifactRequest(artifact, remotes, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new IOException(what + " is in no repository: " + e.getMessage(), e);
        }
    }
}
