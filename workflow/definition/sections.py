"""The groups of keys of the language under the names its page gives them."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow.definition import form_model, machine_model, model
from workflow.definition.shape import Shape

SECTIONS: Mapping[str, type[Shape]] = MappingProxyType(
    {
        "Definition": model.Definition,
        "Service": model.Service,
        "Countries": model.Countries,
        "Source": model.SourceNote,
        "Parameter": model.Dated,
        "Rule": model.WrittenRule,
        "Role": model.Role,
        "Form": form_model.Form,
        "FormSection": form_model.FormSection,
        "Field": form_model.FormField,
        "Limits": form_model.Limits,
        "Column": form_model.Column,
        "Access": form_model.Access,
        "Machine": machine_model.MachineModel,
        "Phase": machine_model.Phase,
        "State": machine_model.StateModel,
        "Spawn": machine_model.Spawn,
        "Opening": machine_model.Opening,
        "Deadline": machine_model.Deadline,
        "Join": machine_model.ChildrenJoin,
        "Comparison": machine_model.Comparison,
        "Transition": machine_model.Transition,
        "Relay": machine_model.Relay,
        "Clock": machine_model.Clock,
        "Created": machine_model.Effects,
        "Window": model.Window,
        "Months": model.Months,
        "Retention": model.Retention,
        "Derogation": model.Derogable,
        "Property": model.Property,
    }
)
"""In the order of `docs/reference/definition.md`."""
