// Buttons, and links that look like them. All variants have one size, so that no answer is made smaller than another.
import type { ComponentProps, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'menu';

const CENTRED = 'justify-center px-5 text-center font-semibold';

const LOOKS: Record<ButtonVariant, string> = {
  primary: `${CENTRED} border-brand-edge bg-brand text-on-brand hover:shadow-soft`,
  secondary: `${CENTRED} border-edge bg-surface text-ink hover:border-ink`,
  quiet: `${CENTRED} border-transparent text-brand-ink underline underline-offset-4 hover:decoration-2`,
  danger: `${CENTRED} border-critical bg-surface text-critical hover:bg-critical-soft`,
  // Button among the links of a menu.
  menu: 'justify-start border-transparent px-3 text-left hover:bg-sunken',
};

const SHAPE =
  'inline-flex min-h-control items-center gap-2 rounded-control border py-2.5 transition-[border-color,box-shadow] aria-disabled:cursor-default disabled:cursor-default';

export function buttonClass(variant: ButtonVariant, className = ''): string {
  return `${SHAPE} ${LOOKS[variant]} ${className}`;
}

type ButtonProps = ComponentProps<'button'> & { variant?: ButtonVariant };

export function Button({ variant = 'primary', type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(variant, className)} {...rest} />;
}

interface ButtonLinkProps {
  href: string;
  variant?: ButtonVariant;
  className?: string;
  children: ReactNode;
}

/** Plain link: each page is loaded with its own security policy, and no client code is needed. */
export function ButtonLink({ href, variant = 'primary', className, children }: ButtonLinkProps) {
  return (
    <a href={href} className={buttonClass(variant, className)}>
      {children}
    </a>
  );
}
