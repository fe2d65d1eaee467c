namespace System.Runtime.CompilerServices;

// The real assemblies declare their own, and an init accessor's signature names the assembly it comes from.
internal static class IsExternalInit;
