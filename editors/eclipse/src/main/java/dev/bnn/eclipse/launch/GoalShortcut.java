// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.launch;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;

/** Runs a goal on the model that is selected or edited. plugin.xml gives the goal as {@code CLASS:GOAL}. */
public final class GoalShortcut implements ILaunchShortcut, IExecutableExtension {
    private String goal = "validate";

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        if (data instanceof String name) {
            goal = name;
        }
    }

    @Override
    public void launch(ISelection selection, String mode) {
        if (selection instanceof IStructuredSelection structured) {
            launch(Adapters.adapt(structured.getFirstElement(), IResource.class), mode);
        }
    }

    @Override
    public void launch(IEditorPart editor, String mode) {
        // Saved first, since the goal reads the file.
        if (editor.isDirty()) {
            editor.getSite().getPage().saveEditor(editor, false);
        }
        launch(editor.getEditorInput().getAdapter(IFile.class), mode);
    }

    private void launch(IResource resource, String mode) {
        if (resource == null) {
            return;
        }
        IProject project = resource.getProject();
        try {
            ILaunchConfiguration configuration =
                    MavenRun.of(goal, project, model(resource)).configuration();
            DebugUITools.launch(configuration, mode);
        } catch (CoreException e) {
            ErrorDialog.openError(
                    PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(),
                    "bnn:" + goal,
                    null,
                    e.getStatus());
        }
    }

    /** The name of the model's file without its extension; empty for a project, which stands for all its models. */
    private static String model(IResource resource) {
        return resource instanceof IFile && "bnn".equals(resource.getFileExtension())
                ? resource.getFullPath().removeFileExtension().lastSegment()
                : "";
    }
}
